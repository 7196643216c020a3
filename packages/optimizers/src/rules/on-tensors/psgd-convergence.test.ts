import * as tf from '@tensorflow/tfjs';
import { problems } from '../../fixtures/problems.js';
import { adam, hessianVector, psgdKronNewton, type ZooOptimizer } from '../../index.js';

beforeAll(() => tf.setBackend('cpu'));

/** After how many steps the loss is at most `target`; infinite if it is not within `most`. */
function stepsTo(target: number, most: number, problem: string, start: number[], optimizer: ZooOptimizer): number {
  const x = tf.variable(tf.tensor1d(start));
  const loss = () => tf.tidy(() => problems[problem](x));
  const lossBefore = () => {
    const value = optimizer.minimize(loss, true) as tf.Scalar;
    const [number] = value.dataSync();
    value.dispose();
    return number;
  };
  let steps = 0;
  while (steps <= most && !(lossBefore() <= target)) steps++;
  x.dispose();
  optimizer.dispose();
  return steps <= most ? steps : Number.POSITIVE_INFINITY;
}

const newton = (seed: number, options: Parameters<typeof psgdKronNewton>[0]) =>
  psgdKronNewton({ ...options, seed, gradient: hessianVector({ seed }) });

test('Rosenbrock from (-1, 1): three seeds are at 1e-6 within 500 steps (twenty: scripts/psgd-rosenbrock.mjs)', () => {
  const dense = { learningRate: 1, maxSkew: 2, maxNorm: 1 };
  for (const seed of [0, 1, 2]) expect(stepsTo(1e-6, 500, 'P2', [-1, 1], newton(seed, dense))).toBeLessThanOrEqual(500);
});

test('a quadratic of condition 1e3: gap 1e-4 in fewer steps than Adam with the best of eleven rates', () => {
  // the minimum of P1: −½ Σ bᵢ² / aᵢ
  const minimum = -Array.from({ length: 10 }, (_, i) => Math.sin(i + 1) ** 2 / 2 / 10 ** (i / 3)).reduce(
    (a, b) => a + b,
  );
  const steps = (optimizer: ZooOptimizer) => stepsTo(minimum + 1e-4, 200, 'P1', Array(10).fill(1), optimizer);
  const rates = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.4, 2];
  const adams = Math.min(...rates.map((learningRate) => steps(adam({ learningRate }))));
  const options = { learningRate: 1, preconditionerLearningRate: 0.5 };
  const ours = [1, 2, 3].map((seed) => steps(newton(seed, options)));
  expect(Number.isFinite(adams)).toBe(true);
  expect(Math.max(...ours)).toBeLessThan(adams);
});
