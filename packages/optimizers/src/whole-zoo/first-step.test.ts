// A first batch that says nothing, or shouts, and gradients that say the same twice: every optimizer of the zoo goes on.
import * as tf from '@tensorflow/tfjs';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import type { ZooOptimizer } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

/** A batch of a quadratic: its gradient at the minimum, and its curvature. */
interface Batch {
  readonly slope: readonly [number, number];
  readonly curvature: number;
}

const usual: Batch = { slope: [0.3, -0.2], curvature: 1 };
const times = (factor: number): Batch => ({ slope: [3 * factor, -4 * factor], curvature: factor });
const level: Batch = { slope: [0.3, 0], curvature: 0 };
const five = <T>(one: T): T[] => Array<T>(5).fill(one);

/** How far each batch moves a matrix, which is put back after the first if `isPutBack`. */
function moves(make: () => ZooOptimizer, batches: readonly Batch[], isPutBack = false): number[] {
  const start = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const [w, slope, curvature] = [
    tf.variable(start),
    tf.variable(tf.zeros([2]), false),
    tf.variable(tf.scalar(0), false),
  ];
  const optimizer = make();
  const loss = () => w.sub(2.5).square().sum().mul(curvature).div(2).add(w.mul(slope).sum()).add(100).asScalar(); // above 0: AEGD
  const found = batches.map((batch, i) =>
    tf.tidy(() => {
      slope.assign(tf.tensor1d([...batch.slope]));
      curvature.assign(tf.scalar(batch.curvature));
      const before = Array.from(w.dataSync());
      optimizer.minimize(loss, false, [w]);
      const move = Math.hypot(...Array.from(w.dataSync(), (value, j) => value - before[j]));
      if (isPutBack && i === 0) w.assign(start);
      return move;
    }),
  );
  tf.dispose([start, w, slope, curvature]);
  optimizer.dispose();
  return found;
}

/** What an optimizer does not keep, as its own algorithm has it: `of` matches names in `everyOptimizer`. */
interface Exception {
  readonly of: RegExp;
  readonly reason: string;
}

const forgets = (what: string) => `it divides by ${what}, and forgets the first in its own time`;
const overflow = 'it keeps g², which is infinite in float32 from 1.8e19 on';

const exceptions: Readonly<Record<string, readonly Exception[]>> = {
  'almost nothing': [
    { of: /^adopt, unclipped/, reason: 'the first g² is what the second gradient is divided by; clip bounds it' },
    { of: /^oasis/, reason: 'D is the first curvature, and `alpha` its least' },
    { of: /^shampoo, roots now and then/, reason: 'the roots of the first G G′ are kept for some steps' },
    { of: /^psgdXmat|^psgdKronNewton, /, reason: 'P is 1 / damping at a first pair of noise, and no maxNorm is set' },
  ],
  nothing: [
    { of: /^adopt, unclipped/, reason: 'the first g² is what the second gradient is divided by; clip bounds it' },
  ],
  'is finite after 1e30': [
    { of: /^adadelta, tf/, reason: `${overflow}, and so is d², as in tf: ∞ / ∞` },
    { of: /^rmsprop, centered/, reason: `${overflow}; centered it is ∞ − ∞` },
    { of: /^(shampoo|soap|adafactor)/, reason: `${overflow}, and sums of it` },
  ],
  'moves after 1e10': [
    {
      of: /^(adafactor|adagrad|adadelta|rmsprop|adopt, unclipped|inducedMetric|shampoo)/,
      reason: forgets('a sum or mean of g²'),
    },
    { of: /^gradientAccumulation/, reason: forgets('a mean of g²') },
    { of: /^aegdPreconditioned, rms/, reason: 'its energy falls with each gradient, and never rises' },
    { of: /^psgd/, reason: 'P begins as 1 / |h|, and grows by a share at each step' },
    { of: /^oasis/, reason: 'D is a mean of curvature, and η grows by a share at each step' },
  ],
};
const reasonOf = (name: string, check: string): string | undefined =>
  exceptions[check].find(({ of }) => of.test(name))?.reason;

describe.each(Object.entries(everyOptimizer))('%s', (name, make) => {
  const kept = (check: string, title: string, body: () => void) => {
    const reason = reasonOf(name, check);
    (reason ? test.skip : test)(reason ? `${title}: no, as ${reason}` : title, body);
  };
  let fresh: number;
  beforeAll(() => {
    fresh = Math.max(...moves(make, five(usual)));
  });

  kept('nothing', 'after a batch without gradient it goes no further than without', () => {
    for (const move of moves(make, [times(0), ...five(usual)])) expect(move).toBeLessThan(3 * fresh);
  });

  kept('almost nothing', 'nor after one with next to none', () => {
    for (const move of moves(make, [times(1e-30), ...five(usual)])) expect(move).toBeLessThan(3 * fresh);
  });

  kept('moves after 1e10', 'after a gradient of 1e10 it moves', () => {
    const [, ...after] = moves(make, [times(1e10), ...five(usual)], true);
    expect(after.every(Number.isFinite)).toBe(true);
    expect(Math.max(...after)).toBeGreaterThan(0);
  });

  kept('is finite after 1e30', 'after one of 1e30 it is finite', () => {
    const [, ...after] = moves(make, [times(1e30), ...five(usual)], true);
    expect(after.every(Number.isFinite)).toBe(true);
  });

  test('equal gradients, 0 in places, do not make it run away', () => {
    const path = moves(make, five(level));
    expect(path.every(Number.isFinite)).toBe(true);
    const first = path.findIndex((move) => move > 0);
    for (let step = first + 2; first >= 0 && step < path.length; step++)
      expect(path[step]).toBeLessThanOrEqual(3 * Math.max(...path.slice(0, step)));
  });
});
