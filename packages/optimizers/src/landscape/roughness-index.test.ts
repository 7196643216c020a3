import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../fixtures/backends.js';
import { type RoughnessIndexOptions, roughnessIndex } from './index.js';

async function roughnessOf(
  at: readonly number[],
  f: (x: tf.Tensor1D) => tf.Tensor,
  options: RoughnessIndexOptions = {},
) {
  const x = tf.tidy(() => tf.variable(tf.tensor1d([...at])));
  const { numTensors } = tf.memory();
  const found = await roughnessIndex(
    () =>
      f(x as tf.Tensor as tf.Tensor1D)
        .sum()
        .asScalar(),
    options,
  );
  expect(tf.memory().numTensors).toBe(numTensors);
  x.dispose();
  return found;
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

onEachBackend(() => {
  test('a slope varies once, a valley twice, and both alike in all directions', async () => {
    const slope = await roughnessOf([1, 2, 3], (x) => x, { directions: 4 });
    const valley = await roughnessOf([0, 0, 0], (x) => x.square(), { directions: 4 });
    for (const t of slope.totalVariations) expect(t).toBeCloseTo(1, 4);
    for (const t of valley.totalVariations) expect(t).toBeCloseTo(2, 4);
    for (const { index } of [slope, valley]) expect(index).toBeLessThan(1e-4);
  });

  test('w whole waves within the radius on each side: 4 w, whatever their height', async () => {
    for (const height of [1, 10]) {
      const waves = (x: tf.Tensor1D) =>
        x
          .mul(2 * Math.PI)
          .cos()
          .mul(height);
      const { totalVariations } = await roughnessOf([0], waves, { points: 49, radius: 3, directions: 3 });
      for (const t of totalVariations) expect(t).toBeCloseTo(12, 3);
    }
  });

  // (s d − a)² along a unit vector of the plane, d = |cos φ| with φ even: one slope where d l ≤ a, else a valley.
  test('where directions differ: as the closed form over the circle', async () => {
    const [a, l] = [0.6, 1];
    const variation = (d: number) => (d * l <= a ? 1 : 1 + ((l * d - a) / (l * d + a)) ** 2);
    const circle = Array.from({ length: 100_000 }, (_, i) =>
      variation(Math.abs(Math.cos((2 * Math.PI * (i + 0.5)) / 1e5))),
    );
    const directions = 150;
    const valley = (x: tf.Tensor1D) => x.mul([1, 0]).square();
    const { index, totalVariations } = await roughnessOf([a, 0.2], valley, { directions, points: 41, radius: l });
    const error = deviation(circle) / Math.sqrt(directions);
    expect(Math.abs(mean(totalVariations) - mean(circle))).toBeLessThan(3 * error);
    expect(Math.abs(index / (deviation(circle) / mean(circle)) - 1)).toBeLessThan(0.15);
    expect(index).toBeCloseTo(deviation(totalVariations) / mean(totalVariations), 10);
  });

  test('not a number where the loss is constant', async () => {
    expect((await roughnessOf([1, 1], (x) => x.mul(0), { directions: 2 })).index).toBeNaN();
  });
});
