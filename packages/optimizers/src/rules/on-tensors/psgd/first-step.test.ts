// What the first batch says is where a preconditioner starts.
import * as tf from '@tensorflow/tfjs';
import { asOnGpu } from '../../../fixtures/as-on-gpu.js';
import {
  psgdDense,
  psgdKron,
  psgdKronNewton,
  psgdLra,
  psgdLraNewton,
  psgdXmat,
  psgdXmatNewton,
  type ZooOptimizer,
} from '../../../index.js';

beforeAll(() => tf.setBackend('cpu'));

type Options = Parameters<typeof psgdKronNewton>[0];
const makers: Readonly<Record<string, (options?: Options) => ZooOptimizer>> = {
  psgdKron,
  'psgdKron, EQ': (options) => psgdKron({ ...options, geometry: 'EQ' }),
  'psgdKron, QEP': (options) => psgdKron({ ...options, geometry: 'QEP' }),
  'psgdKron, PRO4P': (options) => psgdKron({ ...options, geometry: 'PRO4P' }),
  psgdKronNewton,
  psgdLra: (options) => psgdLra({ ...options, rank: 2 }),
  psgdLraNewton: (options) => psgdLraNewton({ ...options, rank: 2 }),
  psgdXmat,
  psgdXmatNewton,
  psgdDense,
};
const reading = ['psgdKron, EQ'];

const start = [1, 2, 3, 4, 5, 6];

/** Steps on |x|² times each of `factors`: where they lead. Between steps x may be put back. */
function pathOf(
  optimizer: ZooOptimizer,
  factors: readonly number[],
  isPutBack = false,
  run = <T>(body: () => T) => body(),
) {
  const x = tf.variable(tf.tensor2d(start, [2, 3]));
  const factor = tf.variable(tf.scalar(1), false);
  const points = factors.map((value) => {
    factor.assign(tf.scalar(value));
    if (isPutBack) x.assign(tf.tensor2d(start, [2, 3]));
    run(() => optimizer.minimize(() => x.square().sum().mul(factor), false, [x]));
    return Array.from(x.dataSync());
  });
  tf.dispose([x, factor]);
  optimizer.dispose();
  return points;
}

const lossAt = (x: readonly number[]) => x.reduce((sum, value) => sum + value ** 2, 0);

/** They lower the loss, which is 91 at the start, by much the same: random numbers differ. */
const expectAlike = (path: readonly number[][], other: readonly number[][]) =>
  path.forEach((point, step) => {
    const [found, expected] = [lossAt(point), lossAt(other[step])];
    expect(found).toBeLessThan(91);
    expect(Math.abs(found - expected)).toBeLessThan(0.5 * (91 - expected));
  });

const ones = Array<number>(8).fill(1);

describe.each(Object.entries(makers))('%s', (name, make) => {
  const learningRate = 0.1;

  test('a batch without gradient before all others is as if it had not been', () => {
    const fresh = pathOf(make({ learningRate, momentum: 0.5 }), ones);
    const [resting, ...path] = pathOf(make({ learningRate, momentum: 0.5 }), [0, ...ones]);
    expect(resting).toEqual(start);
    // The random numbers of a step are its own, so that paths differ, but not by much.
    expectAlike(path, fresh);
  });

  test.each([1e10, 1e20, 1e30])('a first batch times %s is where it starts, and what it comes back from', (factor) => {
    // P is 1 / factor at first, and grows from step to step.
    const path = pathOf(make({ learningRate: learningRate * factor }), [factor, ...Array(20).fill(1)], true);
    const sizes = path.map((point) => Math.hypot(...point.map((value, i) => value - start[i])));
    expect(sizes[0] / factor).toBeLessThan(2);
    expect(sizes.every((size) => size > 0 && Number.isFinite(size))).toBe(true);
    expect(sizes[20] / sizes[1]).toBeGreaterThan(1.3);
  });

  test('a first batch that is no number makes the weights none, and spoils nothing else', () => {
    const [bad, ...path] = pathOf(make({ learningRate }), [Number.NaN, 1, 1], true);
    expect(bad).toEqual(start.map(() => Number.NaN));
    expect(path.flat().every(Number.isFinite)).toBe(true);
  });

  (reading.includes(name) ? test.skip : test)('on GPUs, from which nothing is read, it waits too', () => {
    const [resting, ...path] = pathOf(make({ learningRate }), [0, ...ones], false, asOnGpu);
    const [, ...known] = pathOf(make({ learningRate }), [0, ...ones]);
    expect(resting).toEqual(start);
    expectAlike(path, known);
  });
});
