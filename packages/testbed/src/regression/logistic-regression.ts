import * as tf from '@tensorflow/tfjs';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { deterministicInstance } from '../deterministic-instance.js';
import { lazy } from '../lazy.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem } from '../problem.js';
import { newton } from './newton.js';

const samples = 64;
const dimension = 8;
const l2 = 1e-3;
const start = new Array<number>(dimension).fill(0);

/** Rows y_i x_i: each sample times its label ±1, which is all that the loss sees of the data. */
const signedRows = Array.from({ length: samples }, (_, row) => {
  const i = row + 1;
  const x = Array.from({ length: dimension }, (_, column) => Math.sin(0.7 * i * (column + 1) + 0.3 * (column + 1)));
  const score = x.reduce((sum, xj, column) => sum + Math.cos(column + 1) * xj, 0);
  const label = score >= 0 ? 1 : -1;
  return x.map((xj) => label * xj);
});
const Z = new Matrix(signedRows);

/** f(w) = mean_i log(1 + exp(−z_i · w)) + ½ l2 |w|² */
const value = (w: Matrix) =>
  Z.mmul(w)
    .to1DArray()
    .reduce((sum, margin) => sum + Math.log1p(Math.exp(-margin)) / samples, (l2 / 2) * w.norm() ** 2);

/** The probabilities σ(−z_i · w) of the wrong class. */
const errors = (w: Matrix) =>
  Z.mmul(w)
    .to1DArray()
    .map((margin) => 1 / (1 + Math.exp(margin)));

const gradient = (w: Matrix) =>
  Z.transpose()
    .mmul(Matrix.columnVector(errors(w)))
    .div(-samples)
    .add(Matrix.mul(w, l2));

const hessian = (w: Matrix) => {
  const weights = errors(w).map((p) => (p * (1 - p)) / samples);
  return Z.transpose().mmul(Matrix.diag(weights)).mmul(Z).add(Matrix.eye(dimension).mul(l2));
};

const minimum = lazy(() => {
  const w = newton(gradient, hessian, Matrix.columnVector(start));
  return { value: value(w), point: w.to1DArray() };
});

/** The curvature σ(1 − σ) of the logistic loss is at most 1/4, reached at w = 0, and vanishes far away. */
const constants = lazy(() => {
  const spectrum = new EigenvalueDecomposition(Z.transpose().mmul(Z), { assumeSymmetric: true }).realEigenvalues;
  return { L: Math.max(...spectrum) / (4 * samples) + l2, mu: l2 };
});

/** Full-batch logistic regression on separable data, with a ridge that makes the minimum unique. */
export const logisticRegression: Problem = {
  name: 'logisticRegression',
  formula: 'mean_i log(1 + exp(-y_i x_i.w)) + 0.0005 |w|^2',
  reference: 'Cox 1958, doi:10.1111/j.2517-6161.1958.tb00292.x; data made by sines',
  tags: ['convex', 'regression'],
  dimension,
  get minimum() {
    return minimum();
  },
  get constants() {
    return constants();
  },
  config: { name: 'logisticRegression' },
  create(seed) {
    const z = tf.tensor2d(signedRows);
    const objective = (w: tf.Tensor1D) =>
      tf.add<tf.Scalar>(tf.mean(tf.softplus(tf.neg(tf.dot(z, w)))), tf.sum(w.square()).mul(l2 / 2));
    return deterministicInstance(perturbedStart(start, seed), objective, [z]);
  },
};
