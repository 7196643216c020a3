import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../fixtures/backends.js';
import { table } from '../fixtures/docs-table.js';
import * as zoo from '../index.js';
import { adadelta, adagrad, adam, adamax, momentum, rmsprop, sgd, type ZooOptimizer } from '../index.js';

interface Peer {
  readonly ours: () => ZooOptimizer;
  readonly theirs: () => tf.Optimizer;
  /** What no option of ours brings about, and how far it moves x in 30 steps, relative to how far it goes. */
  readonly differs?: { readonly in: string; readonly by: number };
  /** Whether 0 / 0 is left out. */
  readonly withoutZeros?: boolean;
}

/** tf's constant on cpu and wasm. */
const epsilon = 1e-7;

/** The optimizers that tf has too, ours with tf's constants. */
const peers: Readonly<Record<string, Peer>> = {
  sgd: { ours: () => sgd({ learningRate: 0.05 }), theirs: () => tf.train.sgd(0.05) },
  momentum: {
    ours: () => momentum({ learningRate: 0.05, momentum: 0.8 }),
    theirs: () => tf.train.momentum(0.05, 0.8),
  },
  'momentum, Nesterov': {
    ours: () => momentum({ learningRate: 0.05, momentum: 0.8, nesterov: true }),
    theirs: () => tf.train.momentum(0.05, 0.8, true),
  },
  adagrad: {
    ours: () => adagrad({ variant: 'tf', learningRate: 0.05, initialAccumulatorValue: 0.1, epsilon }),
    theirs: () => tf.train.adagrad(0.05, 0.1),
  },
  'adagrad from a small accumulator': {
    ours: () => adagrad({ variant: 'tf', learningRate: 0.05, initialAccumulatorValue: 1e-7, epsilon }),
    theirs: () => tf.train.adagrad(0.05, 1e-7),
  },
  adadelta: {
    ours: () => adadelta({ variant: 'tf', learningRate: 0.5, rho: 0.9, epsilon }),
    theirs: () => tf.train.adadelta(0.5, 0.9, epsilon),
  },
  rmsprop: {
    ours: () => rmsprop({ variant: 'tf', learningRate: 0.01, rho: 0.9, epsilon }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0, epsilon),
  },
  'rmsprop with momentum': {
    ours: () => rmsprop({ variant: 'tf', learningRate: 0.01, rho: 0.8, momentum: 0.5, epsilon: 1e-10 }),
    theirs: () => tf.train.rmsprop(0.01, 0.8, 0.5, 1e-10),
  },
  'rmsprop, ε 0': {
    ours: () => rmsprop({ learningRate: 0.01, rho: 0.9, momentum: 0.5, epsilon: 0 }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0.5, 0),
    withoutZeros: true,
  },
  'rmsprop, centered, ε 0': {
    ours: () => rmsprop({ learningRate: 0.01, rho: 0.9, momentum: 0.5, centered: true, epsilon: 0 }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0.5, 0, true),
    withoutZeros: true,
  },
  adam: {
    ours: () => adam({ learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon }),
    theirs: () => tf.train.adam(0.01, 0.8, 0.99, epsilon),
    differs: { in: 'powers of β, which tf keeps in float32', by: 1e-5 },
  },
  adamax: {
    ours: () => adamax({ variant: 'tf', learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon }),
    theirs: () => tf.train.adamax(0.01, 0.8, 0.99, epsilon),
  },
  'adamax with decay': {
    ours: () => adamax({ variant: 'tf', learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon, decay: 0.3 }),
    theirs: () => tf.train.adamax(0.01, 0.8, 0.99, epsilon, 0.3),
  },
};

/** Sizes that real gradients have. */
const scales = [1, 1e-3, 1e-5, 1e-6];

/** A gradient between 0.5 and 1.5 in size, of changing signs; one that is nearly constant; one that comes now and then; none. */
const gradientAt = (step: number) => [
  (Math.sin(3 * step) < 0 ? -1 : 1) * (1 + 0.5 * Math.sin(7 * step)),
  1 + 0.1 * Math.sin(step),
  step % 4 === 3 ? -1 : 0,
  0,
];

function apply(optimizer: tf.Optimizer, x: tf.Variable, step: number, scale = 1): void {
  const gradient = tf.tensor1d(gradientAt(step).map((g) => g * scale));
  optimizer.applyGradients({ [x.name]: gradient });
  gradient.dispose();
}

/**
 * The largest distance that two optimizers part on the way, relative to how far theirs has gone, element by element. They
 * start at 0, where no step is too small for float32.
 */
function distance(ours: tf.Optimizer, theirs: tf.Optimizer, scale: number, elements: number): number {
  const [a, b] = [tf.variable(tf.zeros([4])), tf.variable(tf.zeros([4]))];
  const gone = [0, 0, 0, 0];
  let before = Array.from(b.dataSync());
  let largest = 0;
  for (let step = 1; step <= 30; step++) {
    apply(ours, a, step, scale);
    apply(theirs, b, step, scale);
    const [ourX, theirX] = [a, b].map((x) => Array.from(x.dataSync()));
    theirX.slice(0, elements).forEach((x, i) => {
      gone[i] += Math.abs(x - before[i]);
      const apart = ourX[i] === x ? 0 : Math.abs(ourX[i] - x) / gone[i];
      largest = Number.isNaN(apart) ? apart : Math.max(largest, apart);
    });
    before = theirX;
  }
  ours.dispose();
  theirs.dispose();
  tf.dispose([a, b]);
  return largest;
}

/** Rounding of some thirty steps in float32. */
const rounding = 1e-6;

onEachBackend((backend) => {
  // kernels are equal on both to the last bit
  describe.each(backend === 'cpu' ? scales : [1e-3])('gradients of some %d', (scale) => {
    test.each(
      Object.entries(peers).map(
        ([name, peer]) => [`${name}${peer.differs ? `, but for ${peer.differs.in}` : ''}`, peer] as const,
      ),
    )('%s: follows tf.train', (_name, { ours, theirs, differs, withoutZeros }) => {
      const apart = distance(ours(), theirs(), scale, withoutZeros ? 2 : 4);
      expect(apart).toBeLessThanOrEqual((differs?.by ?? 0) + rounding);
    });
  });
});

// tf 4.22 subtracts ε under the root, √(v − (q² + ε)), so that no option brings its steps but ε = 0.
test('rmsprop, centered: tf has no number where the variance is below ε, as at every zero gradient', () => {
  const end = (optimizer: tf.Optimizer, scale: number) => {
    const x = tf.variable(tf.zeros([4]));
    for (let step = 1; step <= 5; step++) apply(optimizer, x, step, scale);
    return Array.from(x.dataSync());
  };
  const ours = () => rmsprop({ variant: 'tf', centered: true, learningRate: 0.01, epsilon });
  const theirs = () => tf.train.rmsprop(0.01, 0.9, 0, epsilon, true);
  expect(distance(ours(), theirs(), 1, 1)).toBeLessThanOrEqual(1e-5);
  expect(end(theirs(), 1e-4)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  expect(end(theirs(), 1)[3]).toBeNaN();
  expect([1, 1e-4].flatMap((scale) => end(ours(), scale)).every(Number.isFinite)).toBe(true);
});

test('tf keeps state by the place of a gradient and counts steps for all together; here both belong to the variable', () => {
  const [a, b] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
  /** How far b goes at its first step, after steps of a alone. */
  const firstStep = (optimizer: tf.Optimizer, together: boolean) => {
    tf.tidy(() => {
      const g = tf.scalar(1);
      for (let step = 0; step < 50; step++) optimizer.applyGradients({ [a.name]: g });
      b.assign(tf.scalar(0));
      optimizer.applyGradients(together ? { [a.name]: g, [b.name]: g } : { [b.name]: g });
    });
    return b.dataSync()[0];
  };
  for (const together of [true, false]) {
    expect(firstStep(momentum({ learningRate: 0.1 }), together)).toBeCloseTo(-0.1, 6);
    expect(firstStep(adam({ learningRate: 0.1 }), together)).toBeCloseTo(-0.1, 5);
  }
  expect(firstStep(tf.train.momentum(0.1, 0.9), false)).toBeLessThan(-0.9); // with a's momentum
  expect(firstStep(tf.train.adam(0.1), true)).toBeGreaterThan(-0.08); // corrected as after 51 steps
  tf.dispose([a, b]);
});

describe('the table of docs/training.md', () => {
  /** What a call such as `adam()` gives, its name being looked up in `from`. */
  const made = (code: string, from: object) => new Function('from', `return from.${code.replaceAll('`', '')}`)(from);

  test.each(table('training.md', '## Coming from tf.train'))('%s is %s', (theirs, ours, defaults) => {
    // tf keeps powers of β in float32, and its own β2 is near 1
    expect(distance(made(ours, zoo), made(theirs, tf.train), 1e-3, 4)).toBeLessThanOrEqual(3e-5);
    const optimizer: ZooOptimizer = made(ours, zoo);
    const differing = Object.entries(optimizer.rule.hyper)
      .map(([name, declared]) => [name, declared.default] as const)
      .filter(([name, value]) => optimizer.get(name) !== value);
    const said = defaults.split(', ').filter(Boolean);
    const named = said.map((text) => text.replaceAll('`', '').replaceAll("'", '"').split(' '));
    expect(Object.fromEntries(named.map(([name, value]) => [name, JSON.parse(value)]))).toEqual(
      Object.fromEntries(differing),
    );
  });
});
