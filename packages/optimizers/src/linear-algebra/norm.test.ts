import * as tf from '@tensorflow/tfjs';
import { asOnGpu } from '../fixtures/as-on-gpu.js';
import { onEachBackend } from '../fixtures/backends.js';
import { onTfjs } from '../fixtures/on-tfjs.js';
import { rootMeanSquare as inWords } from './norm.js';
import { innerProduct, norm, normOfAll, sumOfSquares } from './on-tfjs/norm.js';

const rootMeanSquare = onTfjs<[tf.Tensor], tf.Tensor>(inWords);

const read = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

onEachBackend(() => {
  test.each([1, 2e20, 1e37, 1e-20, 1e-37])('norms where squares are no float32: times %s', (scale) =>
    tf.tidy(() => {
      const close = (found: tf.Tensor, expected: readonly number[]) =>
        expect(read(found).map((value) => value / scale)).toEqual(expected.map((value) => expect.closeTo(value, 5)));
      const x = tf.mul(tf.tensor2d([3, 4, 0, -6, 0, 8], [2, 3]), scale);
      close(norm(x), [Math.sqrt(125)]);
      close(norm(x, [0]), [Math.sqrt(45), 4, 8]);
      close(normOfAll([x, tf.scalar(10 * scale), tf.zeros([0])]), [15]);
      close(rootMeanSquare(x), [Math.sqrt(125 / 6)]);
      expect([norm(x).shape, norm(x, [1]).shape]).toEqual([[], [2, 1]]);
    }),
  );

  test('of zeros it is 0, of nothing too; of what is not a number it is none', () =>
    tf.tidy(() => {
      expect(read(norm(tf.zeros([2, 2]), [0]))).toEqual([0, 0]);
      expect(read(norm(tf.zeros([0, 2])))).toEqual([0]);
      expect(read(norm(tf.tensor1d([1, Number.NaN])))).toEqual([Number.NaN]);
    }));
});

test.each([
  ['in host memory', <T>(body: () => T) => body()],
  ['on a device', asOnGpu],
])('numbers read %s: of squares and products that are no float32', async (_, where) => {
  await tf.setBackend('cpu');
  where(() =>
    tf.tidy(() => {
      for (const scale of [1, 1e30, 1e-30]) {
        const [a, b] = [tf.tensor1d([3 * scale, -4 * scale]), tf.tensor1d([2, 1e-3]).div(scale)];
        expect(sumOfSquares(a) / scale ** 2).toBeCloseTo(25, 4);
        expect(innerProduct(a, a) / scale ** 2).toBeCloseTo(25, 4);
        expect(innerProduct(a, b)).toBeCloseTo(5.996, 4);
      }
      expect([sumOfSquares(tf.zeros([0])), innerProduct(tf.zeros([0]), tf.zeros([0]))]).toEqual([0, 0]);
    }),
  );
});
