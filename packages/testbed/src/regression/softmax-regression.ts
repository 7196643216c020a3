import * as tf from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { asObjective } from '../as-objective.js';
import { blobs } from '../data/blobs.js';
import { flatVariable } from '../deterministic-instance.js';
import { lazy } from '../lazy.js';
import type { ModelOutputs } from '../model-outputs.js';
import { crossEntropy, oneHot } from '../networks/layers.js';
import { softmaxLoss } from '../networks/sample-loss.js';
import { offering } from '../offers.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem } from '../problem.js';
import { sampledInstance } from '../sampled-instance.js';
import { newton } from './newton.js';

const classes = 3;
const features = 4;
const l2 = 0.02;
const clouds = { classes, pointsPerClass: 25, features, spread: 1.5, seed: 0 };
const { points, labels } = blobs(clouds);
const X = new Matrix(points);
const samples = points.length;
const zeros = new Array<number>(features * classes).fill(0);

/** The scores z = x_i W of a sample, of weights W in rows by feature. */
function scoresAt(w: ArrayLike<number>, x: readonly number[], z: Float64Array): void {
  z.fill(0);
  for (let j = 0; j < features; j++) for (let k = 0; k < classes; k++) z[k]! += x[j]! * w[classes * j + k]!;
}

/** log Σ_k exp z_k */
function logSum(z: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < classes; k++) most = Math.max(most, z[k]!);
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += Math.exp(z[k]! - most);
  return most + Math.log(sum);
}

const scores = new Float64Array(classes);

/** The mean loss with the penalty; each sample's scores and log Σ exp are shown to `see`. */
function evaluate(w: ArrayLike<number>, see: (i: number, logSum: number) => void = () => {}): number {
  let [losses, norm] = [0, 0];
  for (let i = 0; i < samples; i++) {
    scoresAt(w, points[i]!, scores);
    const total = logSum(scores);
    losses += total - scores[labels[i]!]!;
    see(i, total);
  }
  for (let j = 0; j < zeros.length; j++) norm += w[j]! ** 2;
  return losses / samples + (l2 / 2) * norm;
}

const float64 = asObjective(
  zeros.length,
  (w) => evaluate(w),
  (w, into) => {
    for (let j = 0; j < zeros.length; j++) into[j] = 0;
    const value = evaluate(w, (i, total) => {
      for (let k = 0; k < classes; k++) {
        const error = (Math.exp(scores[k]! - total) - (labels[i] === k ? 1 : 0)) / samples;
        for (let j = 0; j < features; j++) into[classes * j + k]! += points[i]![j]! * error;
      }
    });
    for (let j = 0; j < zeros.length; j++) into[j]! += l2 * w[j]!;
    return value;
  },
);

/** The probabilities of the classes. */
function probabilities(w: ArrayLike<number>, x: readonly number[]): number[] {
  scoresAt(w, x, scores);
  const total = logSum(scores);
  return Array.from(scores, (z) => Math.exp(z - total));
}

/** mean_i (x_i x_i′) ⊗ (diag p_i − p_i p_i′) + l2 I */
function hessian(w: readonly number[]): Matrix {
  const terms = points.map((point) => {
    const [x, p] = [Matrix.columnVector(point), probabilities(w, point)];
    const curvature = Matrix.diag(p).sub(Matrix.columnVector(p).mmul(Matrix.rowVector(p)));
    return x.mmul(x.transpose()).kroneckerProduct(curvature).div(samples);
  });
  return terms.reduce((sum, term) => sum.add(term), Matrix.eye(zeros.length).mul(l2));
}

const minimum = lazy(() => {
  const column = (w: Matrix) => Matrix.columnVector(float64.gradient(w.to1DArray()));
  const point = newton(column, (w) => hessian(w.to1DArray()), Matrix.columnVector(zeros)).to1DArray();
  return { value: float64.value(point), point };
});

/**
 * The curvature of log Σ exp is at most 1/2 (Böhning 1992, doi:10.1007/BF00048682), which one sample comes near to where
 * two classes share it, but not all samples at once: L is a bound. mu is met in the direction that moves all classes alike.
 */
const constants = lazy(() => {
  const gram = X.transpose().mmul(X).div(samples);
  const spectrum = new EigenvalueDecomposition(gram, { assumeSymmetric: true }).realEigenvalues;
  const longest = Math.max(...points.map((point) => point.reduce((sum, x) => sum + x ** 2, 0)));
  return { L: Math.max(...spectrum) / 2 + l2, mu: l2, Lmax: longest / 2 + l2, bounds: ['L'] } as const;
});

const mean = ([w]: readonly tf.Tensor[], [x, targets]: readonly tf.Tensor[]) => {
  const z = tf.matMul(x!, tf.reshape(w!, [features, classes])) as tf.Tensor2D;
  return tf.add<tf.Scalar>(crossEntropy(z, targets as tf.Tensor2D), tf.mul(tf.sum(tf.square(w!)), l2 / 2));
};

const weightsOf = (w: tf.Tensor) => tf.reshape(w, [features, classes]) as tf.Tensor2D;

/** The scores, and behind them the weights, as the ridge is convex in those: one product, [X; I] W. */
const outputs = ([x, targets]: readonly tf.Tensor[]): ModelOutputs => ({
  at: ([w]) => tf.matMul<tf.Tensor2D>(tf.concat([x!, tf.eye(features)]), weightsOf(w!)),
  targets: targets!.clone(),
  loss(targets, z) {
    const [count] = targets.shape as [number];
    const losses = crossEntropy(tf.slice(z, [0, 0], [count, classes]), targets as tf.Tensor2D);
    return tf.add(losses, tf.mul(tf.sum(tf.square(tf.slice(z, [count, 0], [features, classes]))), l2 / 2));
  },
});

const heldOut = () => {
  const { points, labels } = blobs({ ...clouds, draw: 1 });
  return [tf.tensor2d(points), oneHot(labels, classes)];
};

const accuracy = ([w]: readonly tf.Tensor[], [x, targets]: readonly tf.Tensor[]) =>
  softmaxLoss.accuracy!(tf.matMul(x as tf.Tensor2D, weightsOf(w!)), targets!);

const startAt = (seed: number) => perturbedStart(zeros, seed);

const problem = (name: string, tags: readonly string[], batchSize?: number): Problem => ({
  name,
  formula: `mean_i (log sum_k exp(x_i.w_k) - x_i.w_label) + ${l2 / 2} |w|^2`,
  reference: 'Bishop 2006, Pattern Recognition and Machine Learning, section 4.3.4; data: normal blobs',
  tags: ['convex', 'regression', ...tags],
  dimension: zeros.length,
  get minimum() {
    return minimum();
  },
  get constants() {
    return constants();
  },
  offers: offering({ float64: !batchSize, outputs: true, finiteSum: batchSize, heldOut: true }),
  float64,
  start: startAt,
  config: { name },
  create(seed) {
    const variables = [flatVariable(startAt(seed))];
    const data = [tf.tensor2d(points), oneHot(labels, classes)];
    return sampledInstance({ seed, variables, data, batchSize, mean, outputs, heldOut, accuracy });
  },
});

/** Softmax regression of three classes with a ridge: with the full gradient, and with minibatches of 4. */
export const softmaxRegression: readonly Problem[] = [
  problem('softmaxRegression', []),
  problem('softmaxRegressionSum', ['stochastic', 'finite-sum'], 4),
];
