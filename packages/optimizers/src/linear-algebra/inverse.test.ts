import * as tf from '@tensorflow/tfjs';
import { inverse as byDecomposition, Matrix } from 'ml-matrix';
import { onEachBackend } from '../fixtures/backends.js';
import { onTfjs } from '../fixtures/on-tfjs.js';
import { inverse as inWords } from './inverse.js';

const inverse = onTfjs<[tf.Tensor2D], tf.Tensor2D>(inWords);

/** The second and third need pivoting: their first pivot is zero. */
const matrices = {
  'a number': [[-4]],
  'zeros on the diagonal': [
    [0, 2, 0],
    [1, 0, 3],
    [0, 4, 1],
  ],
  'a pivot below zero': [
    [0, 1],
    [-2, 0],
  ],
  'ten rows': Array.from({ length: 10 }, (_, i) =>
    Array.from({ length: 10 }, (_, j) => Math.sin(3 * i + 7 * j * j) + (i === j ? 0.1 : 0)),
  ),
};

onEachBackend(() => {
  test.each(Object.entries(matrices))('the inverse of %s is that of another library', (_, rows) => {
    const found = tf.tidy(() => inverse(tf.tensor2d(rows)).arraySync());
    const expected = byDecomposition(new Matrix(rows)).to2DArray();
    for (const [i, row] of expected.entries()) {
      for (const [j, value] of row.entries()) expect(found[i][j]).toBeCloseTo(value, 4);
    }
  });

  test('of a singular matrix it is not finite', () => {
    const found = tf.tidy(() =>
      inverse(
        tf.tensor2d([
          [1, 2],
          [2, 4],
        ]),
      ).arraySync(),
    );
    expect(found.flat().every(Number.isFinite)).toBe(false);
  });

  test('nothing is read from the backend', () => {
    const { prototype } = tf.Tensor;
    const { dataSync } = prototype;
    prototype.dataSync = () => {
      throw new Error('read at once');
    };
    try {
      tf.tidy(() => void inverse(tf.tensor2d(matrices['ten rows'])));
    } finally {
      prototype.dataSync = dataSync;
    }
  });
});
