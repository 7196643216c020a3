import * as tf from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { blobs } from '../data/blobs.js';
import { flatVariable } from '../deterministic-instance.js';
import { lazy } from '../lazy.js';
import { makeInstance } from '../make-instance.js';
import { crossEntropy, oneHot } from '../networks/layers.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem } from '../problem.js';
import { sampledInstance } from '../sampled-instance.js';
import { newton } from './newton.js';

const classes = 3;
const features = 4;
const l2 = 0.02;
const { points, labels } = blobs({ classes, pointsPerClass: 25, features, spread: 1.5, seed: 0 });
const X = new Matrix(points);
const samples = points.length;
const zeros = new Array<number>(features * classes).fill(0);

/** The probabilities p_ik of weights W in rows by feature, and log Σ_k exp z_ik. */
function softmax(w: readonly number[]) {
  const scores = X.mmul(Matrix.from1DArray(features, classes, w)).to2DArray();
  const logSums = scores.map(
    (z) => Math.max(...z) + Math.log(z.reduce((s, zk) => s + Math.exp(zk - Math.max(...z)), 0)),
  );
  return { scores, logSums, p: scores.map((z, i) => z.map((zk) => Math.exp(zk - logSums[i]!))) };
}

function value(w: readonly number[]): number {
  const { scores, logSums } = softmax(w);
  const losses = logSums.map((logSum, i) => logSum - scores[i]![labels[i]!]!);
  const norm = w.reduce((sum, wj) => sum + wj ** 2, 0);
  return losses.reduce((sum, loss) => sum + loss, 0) / samples + (l2 / 2) * norm;
}

function gradient(w: readonly number[]): number[] {
  const errors = softmax(w).p.map((row, i) => row.map((p, k) => (p - (labels[i] === k ? 1 : 0)) / samples));
  const slope = X.transpose().mmul(new Matrix(errors)).to1DArray();
  return slope.map((s, j) => s + l2 * w[j]!);
}

/** mean_i (x_i x_i′) ⊗ (diag p_i − p_i p_i′) + l2 I */
function hessian(w: readonly number[]): Matrix {
  const terms = softmax(w).p.map((p, i) => {
    const x = Matrix.columnVector(points[i]!);
    const curvature = Matrix.diag(p).sub(Matrix.columnVector(p).mmul(Matrix.rowVector(p)));
    return x.mmul(x.transpose()).kroneckerProduct(curvature).div(samples);
  });
  return terms.reduce((sum, term) => sum.add(term), Matrix.eye(zeros.length).mul(l2));
}

const minimum = lazy(() => {
  const column = (w: Matrix) => Matrix.columnVector(gradient(w.to1DArray()));
  const point = newton(column, (w) => hessian(w.to1DArray()), Matrix.columnVector(zeros)).to1DArray();
  return { value: value(point), point };
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
  float64: { value, gradient },
  config: { name },
  create(seed) {
    const variables = [flatVariable(perturbedStart(zeros, seed))];
    const data = [tf.tensor2d(points), oneHot(labels, classes)];
    return batchSize
      ? sampledInstance({ seed, variables, data, batchSize, mean })
      : makeInstance({ variables, data, objective: (xs) => mean(xs, data) });
  },
});

/** Softmax regression of three classes with a ridge: with the full gradient, and with minibatches of 4. */
export const softmaxRegression: readonly Problem[] = [
  problem('softmaxRegression', []),
  problem('softmaxRegressionSum', ['stochastic', 'finite-sum'], 4),
];
