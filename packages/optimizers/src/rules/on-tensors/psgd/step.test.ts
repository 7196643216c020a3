// Of the whitening types, what the references leave at its default.
import * as tf from '@tensorflow/tfjs';
import { psgdKron, psgdLra, type ZooOptimizer } from '../../../index.js';

beforeAll(() => tf.setBackend('cpu'));

const learningRate = 0.1;
type Options = Parameters<typeof psgdKron>[0];
const makers: Readonly<Record<string, (options: Options) => ZooOptimizer>> = {
  psgdKron: (options) => psgdKron({ learningRate, ...options }),
  'psgdLra, diagonal': (options) => psgdLra({ learningRate, rank: 0, ...options }),
};

/** How far each step moves a variable that is given these gradients, and is put back to 0 after each. */
function movesOf(optimizer: ZooOptimizer, gradients: readonly (readonly number[])[]): number[][] {
  const x = tf.variable(tf.zeros([gradients[0].length]), true, 'psgd-step');
  const moves = gradients.map((gradient) =>
    tf.tidy(() => {
      x.assign(tf.zerosLike(x));
      optimizer.applyGradients({ 'psgd-step': tf.tensor1d([...gradient]) });
      return Array.from(x.dataSync());
    }),
  );
  x.dispose();
  return moves;
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  for (const [i, value] of expected.entries()) expect(found[i] / value).toBeCloseTo(1, 5);
}

describe.each(Object.entries(makers))('%s', (_, make) => {
  const gradients = [
    [0.5, -1, 0.25],
    [1, 0.5, -0.75],
    [-0.25, 1, 0.5],
  ];

  test('not fitted first, the first step is by P = initialScale² I; the next is not', () => {
    const [first, second] = movesOf(make({ initialScale: 0.5, updateFirst: false }), gradients);
    expectClose(
      first,
      gradients[0].map((g) => -learningRate * 0.25 * g),
    );
    const ratios = second.map((moved, i) => moved / (-learningRate * 0.25 * gradients[1][i]));
    for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeGreaterThan(1e-3);
  });

  test('fitted to momentum, the steps are those of averages given as gradients', () => {
    const momentum = 0.4;
    let m = gradients[0];
    const averages = gradients.map((gradient, t) => {
      const beta = Math.min(t / (t + 1), momentum);
      m = m.map((value, i) => beta * value + (1 - beta) * gradient[i]);
      return m;
    });
    const found = movesOf(make({ momentum, whitenGrad: false, initialScale: 1 }), gradients);
    for (const [t, moved] of movesOf(make({ initialScale: 1 }), averages).entries()) expectClose(found[t], moved);
  });

  test('the direction is shrunk to its average amplitude, then each element cut off', () => {
    const gradient = Array.from({ length: 400 }, (_, i) => [100, -1][i] ?? 0);
    const amplitude = Math.hypot(...gradient) / 20;
    const [moved] = movesOf(make({ initialScale: 1, updateProbability: 0 }), [gradient]);
    expectClose(moved, [-learningRate * 10, (learningRate * 2) / amplitude]);
    const [less] = movesOf(
      make({ initialScale: 1, updateProbability: 0, maxAverageAmplitude: 50, maxAmplitude: 200 }),
      [gradient],
    );
    expectClose(less, [-learningRate * 100, learningRate]);
  });
});
