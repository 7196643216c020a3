import * as tf from '@tensorflow/tfjs-core';
import { normal, uniform } from '../networks/layers.js';
import { networkProblem } from '../networks/network-problem.js';
import { halfSquares } from '../networks/sample-loss.js';
import type { Problem } from '../problem.js';
import { random } from '../random.js';

const matrix = (key: string, rows: number, columns: number) => {
  const next = random(key).normal();
  return Array.from({ length: rows }, () => Array.from({ length: columns }, next));
};
const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, value, i) => sum + value * v[i]!, 0);

const sparse = {
  x: matrix('diagonal', 40, 100),
  /** Five ones, then zeros. */
  weights: Array.from({ length: 100 }, (_, j) => (j < 5 ? 1 : 0)),
};
const relu = {
  x: matrix('relu', 100, 5),
  teacher: matrix('relu teacher', 3, 5),
};
/** The student's units by input: the teacher's three, and three that do nothing. */
const hidden = [0, 1, 2, 3, 4].map((input) => [...relu.teacher.map((unit) => unit[input]!), 0, 0, 0]);
const single = {
  x: matrix('single index', 80, 10),
  /** Of length one. */
  direction: matrix('single index direction', 1, 10).flatMap((row) => row.map((value) => value / Math.hypot(...row))),
};

const column = (values: readonly number[]) => tf.tensor2d(values as number[], [values.length, 1]);

/** Regression on what a known model of the same form says: the minimum is 0. */
export const teachers: readonly Problem[] = [
  networkProblem({
    name: 'diagonalLinearNetwork',
    formula: 'mean_i (x_i.(u^2 - v^2) - y_i)^2 / 2, 40 samples of 100 features, 5 of them used',
    reference: 'Woodworth et al. 2020, arXiv:2002.09277',
    tags: ['factorisation', 'implicit-bias', 'regression'],
    minimum: { value: 0, point: [...sparse.weights, ...sparse.weights.map(() => 0)] },
    // Near 0.3, as seeds have to differ.
    parameters: [uniform(0.299, 0.301, 100), uniform(0.299, 0.301, 100)],
    data: () => [tf.tensor2d(sparse.x), column(sparse.x.map((row) => dot(row, sparse.weights)))],
    model: {
      outputs([u, v], [x]) {
        const beta = tf.sub(tf.square(u!), tf.square(v!));
        return tf.matMul(x as tf.Tensor2D, tf.reshape(beta, [100, 1]));
      },
      loss: halfSquares,
    },
  }),
  networkProblem({
    name: 'twoLayerRelu',
    formula: 'mean_i (a.relu(W x_i) - y_i)^2 / 2, six units taught by three',
    reference: 'Safran & Shamir 2018, arXiv:1712.08968',
    tags: ['network', 'regression', 'nonsmooth'],
    minimum: { value: 0, point: [...hidden.flat(), 1, 1, 1, 0, 0, 0] },
    parameters: [normal(0.5, 5, 6), normal(0.5, 6, 1)],
    data: () => [
      tf.tensor2d(relu.x),
      column(relu.x.map((row) => relu.teacher.reduce((sum, unit) => sum + Math.max(0, dot(row, unit)), 0))),
    ],
    batchSize: 10,
    model: { outputs: ([W, a], [x]) => tf.matMul(tf.relu(tf.matMul(x!, W!)), a!), loss: halfSquares },
  }),
  networkProblem({
    name: 'singleIndexModel',
    formula: 'mean_i ((x_i.w)^2 - y_i)^2 / 2, y_i = (x_i.w*)^2: phase retrieval',
    reference: 'Sun, Qu & Wright 2018, doi:10.1007/s10208-017-9365-9',
    tags: ['saddles', 'regression'],
    minimum: {
      value: 0,
      point: single.direction,
      others: [single.direction.map((value) => -value)],
    },
    parameters: [normal(0.3, 10, 1)],
    data: () => [tf.tensor2d(single.x), column(single.x.map((row) => dot(row, single.direction) ** 2))],
    model: { outputs: ([w], [x]) => tf.square(tf.matMul<tf.Tensor2D>(x!, w!)), loss: halfSquares },
  }),
];
