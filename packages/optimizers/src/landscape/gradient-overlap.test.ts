import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../fixtures/backends.js';
import { quadratic, type Symmetric } from '../fixtures/landscape.js';
import { gradientOverlap } from './index.js';

const diagonal = (values: readonly number[]): Symmetric =>
  values.map((value, i) => values.map((_, j) => (i === j ? value : 0)));

async function overlapOf(spectrum: readonly number[], at: readonly number[], k: number) {
  const { loss, dispose } = quadratic(diagonal(spectrum), at);
  const { numTensors } = tf.memory();
  const found = await gradientOverlap(loss, { k });
  expect(tf.memory().numTensors).toBe(numTensors);
  dispose();
  return found;
}

onEachBackend(() => {
  test('of a quadratic: Σ over the top k of (λ x)² by that over all', async () => {
    const [spectrum, x] = [
      [5, 4, 1, 0.5, -3],
      [0.1, -0.7, 2, 1, 0.3],
    ];
    const squares = spectrum.map((value, i) => (value * x[i]) ** 2);
    const total = squares.reduce((sum, square) => sum + square, 0);
    let inside = 0;
    for (let k = 1; k <= 5; k++) {
      inside += squares[k - 1];
      const { overlap, values } = await overlapOf(spectrum, x, k);
      expect(overlap).toBeCloseTo(inside / total, 4);
      expect(values[k - 1]).toBeCloseTo(spectrum[k - 1], 4);
    }
  });

  test('0 where the gradient is orthogonal, not a number where there is none', async () => {
    expect((await overlapOf([3, 2, 1, 0.5], [0, 1, 1, 1], 1)).overlap).toBeLessThan(1e-8);
    expect((await overlapOf([3, 2, 1, 0.5], [0, 0, 0, 0], 1)).overlap).toBeNaN();
  });
});
