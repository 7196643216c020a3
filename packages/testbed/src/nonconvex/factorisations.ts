import * as tf from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { normal } from '../networks/layers.js';
import { networkProblem } from '../networks/network-problem.js';
import type { Problem } from '../problem.js';
import { random } from '../random.js';

const drawn = (key: string, rows: number, columns: number) => {
  const next = random(key).normal();
  return new Matrix(Array.from({ length: rows }, () => Array.from({ length: columns }, next)));
};

/** r with ½ |errors|² = Σ_i r_i² */
const halved = (errors: tf.Tensor): tf.Tensor1D => tf.reshape(tf.mul(errors, Math.SQRT1_2), [-1]);

/** M = left · right, of rank 3. */
const [left, right] = [drawn('low rank left', 8, 3).div(3), drawn('low rank right', 3, 6)];
const square = drawn('deep linear', 5, 5).div(2);
const identity = Matrix.eye(5).to1DArray();

/** Problems whose parameters are multiplied with each other; all of their other stationary points are saddles. */
export const factorisations: readonly Problem[] = [
  networkProblem({
    name: 'matrixFactorisation',
    formula: "|U V' - M|^2 / 2, M of rank 3, 8 x 6",
    reference: 'Burer & Monteiro 2003, doi:10.1007/s10107-002-0352-8',
    tags: ['factorisation', 'saddles'],
    minimum: { value: 0, point: [...left.to1DArray(), ...right.transpose().to1DArray()] },
    parameters: [normal(0.3, 8, 3), normal(0.3, 6, 3)],
    data: () => [tf.tensor2d(left.mmul(right).to2DArray())],
    residuals: ([U, V], [M]) => halved(tf.sub(tf.matMul(U!, V!, false, true), M!)),
  }),
  networkProblem({
    name: 'deepLinearNetwork',
    formula: '|W4 W3 W2 W1 - M|^2 / 2, all 5 x 5',
    reference: 'Saxe, McClelland & Ganguli 2014, arXiv:1312.6120',
    tags: ['factorisation', 'saddles', 'network'],
    minimum: { value: 0, point: [...square.to1DArray(), ...identity, ...identity, ...identity] },
    parameters: [1, 2, 3, 4].map(() => normal(0.4, 5, 5)),
    data: () => [tf.tensor2d(square.to2DArray())],
    residuals: (xs, [M]) =>
      halved(
        tf.sub(
          xs.reduce((product, W) => tf.matMul(W, product)),
          M!,
        ),
      ),
  }),
];
