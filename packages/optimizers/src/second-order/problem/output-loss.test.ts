import * as tf from '@tensorflow/tfjs';
import { convexLoss } from './output-loss.js';

beforeAll(() => tf.setBackend('cpu'));

/** Σ (z₁² + flatter(z₂)), two samples of two outputs: the squares of the roots' diagonals are the curvatures. */
function curvatures(flatter: (z: tf.Tensor) => tf.Tensor): number[] {
  return tf.tidy(() => {
    const { root } = convexLoss(
      (z) => tf.sum(tf.add(tf.square(z.slice([0, 0], [2, 1])), flatter(z.slice([0, 1], [2, 1])))) as tf.Scalar,
      tf.tensor2d([1, 2, -3, 0.5], [2, 2]),
    );
    return [root[0], root[3], root[4], root[7]].map((value) => value ** 2);
  });
}

test.each([
  ['curvature a thousandth of the largest is taken as it is', (z: tf.Tensor) => tf.mul(1e-3, tf.square(z)), 2e-3],
  ['where the loss is linear a millionth of the largest is added', (z: tf.Tensor) => z, 2e-6],
])('%s', (_, flatter, expected) => {
  for (const [i, value] of curvatures(flatter).entries()) expect(value / [2, expected][i % 2]).toBeCloseTo(1, 4);
});
