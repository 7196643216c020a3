import * as tf from '@tensorflow/tfjs';
import { amsgradCounterexamples } from './amsgrad-counterexamples.js';

describe.each(amsgradCounterexamples)('$name', ({ name, minimum, create }) => {
  const instance = create(0);
  const [x] = instance.variables as [tf.Variable];
  const costs = (count: number) =>
    tf.tidy(() =>
      Array.from({ length: count }, (_, step) => instance.lossAt([tf.tensor1d([1])], step + 1).dataSync()[0]!),
    );
  afterAll(() => instance.dispose());

  test('the objective is the average cost, lowest at −1', () => {
    const count = name === 'amsgradStochastic' ? 20_000 : 303;
    const drawn = costs(count);
    const mean = drawn.reduce((sum, cost) => sum + cost, 0) / count;
    // The deviation of 1010 with probability 0.01, else −10, is 1020 √0.0099.
    const tolerance = name === 'amsgradStochastic' ? (4 * 1020 * Math.sqrt(0.0099)) / Math.sqrt(count) : 1e-6;
    expect(Math.abs(mean + minimum!.value)).toBeLessThan(tolerance);
    x.assign(tf.tensor1d([-1]));
    expect(tf.tidy(() => instance.objective().dataSync()[0])).toBeCloseTo(minimum!.value, 6);
  });

  test('the high cost comes first and in turn, or by chance once in a hundred steps', () => {
    const [high, low, period] = name === 'amsgradTheorem1' ? [4, -1, 3] : [1010, -10, 101];
    const drawn = costs(303);
    expect(new Set(drawn)).toEqual(new Set([high, low]));
    if (name === 'amsgradStochastic') expect(minimum!.value).toBeCloseTo(-(0.01 * high + 0.99 * low), 12);
    else expect(drawn.flatMap((cost, i) => (cost === high ? i % period : []))).toEqual(Array(303 / period).fill(0));
  });

  test('project clips to [−1, 1]', () => {
    for (const [from, to] of [
      [5, 1],
      [-5, -1],
      [0.25, 0.25],
    ] as const) {
      tf.tidy(() => x.assign(tf.tensor1d([from])));
      instance.project!();
      expect(x.dataSync()[0]).toBe(to);
    }
  });

  test('every start is allowed', () => {
    for (let seed = 0; seed < 20; seed++) {
      const other = create(seed);
      expect(Math.abs(other.variables[0]!.dataSync()[0]!)).toBeLessThanOrEqual(1);
      other.dispose();
    }
  });
});
