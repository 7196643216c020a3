import * as tf from '@tensorflow/tfjs';
import { adam, hessianVector, psgdKronNewton, type ZooOptimizer } from '../index.js';
import { problems } from '../test/problems.js';

beforeAll(() => tf.setBackend('cpu'));

/** The losses before each step and after the last. */
function losses(problem: string, start: readonly number[], optimizer: ZooOptimizer, steps: number): number[] {
  const x = tf.variable(tf.tensor1d([...start]));
  const loss = () => tf.tidy(() => problems[problem](x));
  const values = Array.from({ length: steps }, () => {
    const value = optimizer.minimize(loss, true) as tf.Scalar;
    const [number] = value.dataSync();
    value.dispose();
    return number;
  });
  const last = loss();
  values.push(last.dataSync()[0]);
  tf.dispose([x, last]);
  optimizer.dispose();
  return values;
}

type NewtonOptions = Parameters<typeof psgdKronNewton>[0];

const newton = (seed: number, options: NewtonOptions) =>
  psgdKronNewton({ ...options, seed, gradient: hessianVector({ seed }) });

test('Rosenbrock from (-1, 1): the median over 20 seeds is at most 1e-6 after 500 steps', () => {
  const dense = { learningRate: 0.5, maxSkew: 2, maxNorm: 1 };
  const found = Array.from({ length: 20 }, (_, seed) => losses('P2', [-1, 1], newton(seed, dense), 500).at(-1)!);
  expect(found.sort((a, b) => a - b)[10]).toBeLessThanOrEqual(1e-6);
});

test('a quadratic of condition 1e3: gap 1e-4 in fewer steps than Adam, each with the best of the same five rates', () => {
  // the minimum of P1: −½ Σ bᵢ² / aᵢ
  const minimum = -Array.from({ length: 10 }, (_, i) => Math.sin(i + 1) ** 2 / 2 / 10 ** (i / 3)).reduce(
    (a, b) => a + b,
  );
  const steps = (optimizer: ZooOptimizer) => {
    const first = losses('P1', Array(10).fill(1), optimizer, 150).findIndex((loss) => loss - minimum <= 1e-4);
    return first < 0 ? Number.POSITIVE_INFINITY : first;
  };
  const rates = [0.05, 0.1, 0.2, 0.5, 1];
  const best = (make: (rate: number) => ZooOptimizer) => Math.min(...rates.map((rate) => steps(make(rate))));
  const [ours, adams] = [
    best((learningRate) => newton(1, { learningRate, preconditionerLearningRate: 0.5 })),
    best((learningRate) => adam({ learningRate })),
  ];
  console.log(`P1, steps to a gap of 1e-4: psgdKronNewton ${ours}, adam ${adams}`);
  expect(ours).toBeLessThan(adams);
});
