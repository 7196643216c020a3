import * as tf from '@tensorflow/tfjs';
import { adadelta, adagrad, adam, adamax, momentum, rmsprop, sgd, type ZooOptimizer } from './index.js';
import { onEachBackend } from './test/backends.js';

interface Peer {
  readonly ours: () => ZooOptimizer;
  readonly theirs: () => tf.Optimizer;
  /** What no option of ours brings about, and how far it moves x in 30 steps, relative to 1 + |x|. */
  readonly differs?: { readonly in: string; readonly by: number };
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
  // tf has ε inside the root, where it may as well be in the accumulator's first value.
  adagrad: {
    ours: () => adagrad({ learningRate: 0.05, initialAccumulatorValue: 0.1 + epsilon, epsilon: 0 }),
    theirs: () => tf.train.adagrad(0.05, 0.1),
  },
  rmsprop: {
    ours: () => rmsprop({ learningRate: 0.01, rho: 0.9, momentum: 0.5, epsilon: 0 }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0.5, epsilon),
    differs: { in: 'ε, which tf has inside the root: √(v + ε)', by: 1e-6 },
  },
  'rmsprop, ε 0': {
    ours: () => rmsprop({ learningRate: 0.01, rho: 0.9, momentum: 0.5, epsilon: 0 }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0.5, 0),
  },
  'rmsprop, centered': {
    ours: () => rmsprop({ learningRate: 0.01, rho: 0.9, momentum: 0.5, centered: true, epsilon: 0 }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0.5, epsilon, true),
    differs: { in: 'ε, which tf subtracts inside the root: √(v − (q² + ε))', by: 1e-5 },
  },
  'rmsprop, centered, ε 0': {
    ours: () => rmsprop({ learningRate: 0.01, rho: 0.9, momentum: 0.5, centered: true, epsilon: 0 }),
    theirs: () => tf.train.rmsprop(0.01, 0.9, 0.5, 0, true),
  },
  adam: {
    ours: () => adam({ learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon }),
    theirs: () => tf.train.adam(0.01, 0.8, 0.99, epsilon),
  },
  adamax: {
    ours: () => adamax({ learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon: 0 }),
    theirs: () => tf.train.adamax(0.01, 0.8, 0.99, epsilon),
    differs: { in: 'ε, which tf adds to the largest gradient: m / (u + ε)', by: 1e-6 },
  },
  'adamax, ε 0': {
    ours: () => adamax({ learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon: 0 }),
    theirs: () => tf.train.adamax(0.01, 0.8, 0.99, 0),
  },
};

const start = [0.5, -1, 2, -0.25];

/** Gradients between 0.5 and 1.5 in size, of changing signs: no ε matters. */
const gradientAt = (step: number) =>
  start.map((_, i) => (Math.sin(3 * step + 5 * i) < 0 ? -1 : 1) * (1 + 0.5 * Math.sin(7 * step + i)));

function apply(optimizer: tf.Optimizer, x: tf.Variable, step: number): void {
  const gradient = tf.tensor1d(gradientAt(step));
  optimizer.applyGradients({ [x.name]: gradient });
  gradient.dispose();
}

/** The largest distance that two optimizers part on the way, relative to 1 + |x|. */
function distance(ours: tf.Optimizer, theirs: tf.Optimizer): number {
  const [a, b] = [tf.variable(tf.tensor1d(start)), tf.variable(tf.tensor1d(start))];
  let largest = 0;
  for (let step = 1; step <= 30; step++) {
    apply(ours, a, step);
    apply(theirs, b, step);
    const theirX = b.dataSync();
    a.dataSync().forEach((x, i) => {
      largest = Math.max(largest, Math.abs(x - theirX[i]) / (1 + Math.abs(theirX[i])));
    });
  }
  ours.dispose();
  theirs.dispose();
  tf.dispose([a, b]);
  return largest;
}

/** Rounding of some thirty steps in float32. */
const rounding = 1e-6;

onEachBackend(() => {
  test.each(
    Object.entries(peers).map(
      ([name, peer]) => [`${name}${peer.differs ? `, but for ${peer.differs.in}` : ''}`, peer] as const,
    ),
  )('%s: follows tf.train', (_name, { ours, theirs, differs }) => {
    expect(distance(ours(), theirs())).toBeLessThanOrEqual((differs?.by ?? 0) + rounding);
  });

  // tf 4.22 divides by the average of squared gradients as it was before the step (`updates` is made of `accumulatedGrad`,
  // not `newAccumulatedGrad`), so that its first step is as long as the gradient. Given the present average, it is ours.
  test('adadelta: each step is that of tf.train.adadelta, which takes an older average of squared gradients', async () => {
    const x = tf.variable(tf.tensor1d(start));
    const ours = adadelta({ learningRate: 0.5, rho: 0.9, epsilon });
    for (let step = 1; step <= 30; step++) {
      const twin = tf.variable(tf.mul(x, 1));
      const before = step === 1 ? undefined : await ours.getWeights();
      const D = before ? tf.mul(before.find(({ name }) => name.endsWith('/D'))!.tensor, 1) : tf.zeros([start.length]);
      apply(ours, x, step);
      const after = await ours.getWeights();
      const [E, newD] = ['/E', '/D'].map((slot) => after.find(({ name }) => name.endsWith(slot))!.tensor);
      const theirs = tf.train.adadelta(0.5, 0.9, epsilon);
      await theirs.setWeights([
        { name: 'iter', tensor: tf.scalar(step - 1, 'int32') },
        { name: `${twin.name}/accum_grad`, tensor: tf.mul(E, 1) },
        { name: `${twin.name}/accum_var`, tensor: D },
      ]);
      apply(theirs, twin, step);
      const theirD = (await theirs.getWeights())[2].tensor;
      for (const [a, b] of [
        [x, twin],
        [newD, theirD],
      ])
        a.dataSync().forEach((value, i) => {
          expect(Math.abs(value - b.dataSync()[i])).toBeLessThanOrEqual(rounding * (1 + Math.abs(value)));
        });
    }
  });

  test('and the older average makes tf’s first step as long as the gradient', () => {
    const x = tf.variable(tf.tensor1d(start));
    apply(tf.train.adadelta(1, 0.9, epsilon), x, 1);
    x.dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo(start[i] - gradientAt(1)[i], 5);
    });
  });
});
