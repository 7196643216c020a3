import * as tf from '@tensorflow/tfjs';
import { psgdDense, psgdKron, psgdLra, psgdXmat } from '../../factories.js';
import { asOnGpu } from '../../fixtures/as-on-gpu.js';
import { everyOptimizer } from '../../fixtures/every-optimizer.js';
import { onTfjs } from '../../fixtures/on-tfjs.js';
import { readsAtOnce } from '../../fixtures/reads-at-once.js';
import { hessianVector, type RandomSource, ZooOptimizer } from '../../index.js';
import { procrustes3 as inWords } from './psgd/procrustes.js';

const procrustes3 = onTfjs<Parameters<typeof inWords>, tf.Tensor>(inWords);

const joint = Object.entries(everyOptimizer).filter(([, make]) => make().rule.overAll);

const make = (names: readonly string[]) =>
  Object.fromEntries(names.map((name, i) => [name, tf.variable(tf.fill([2, i + 2], 0.3 * (i + 1)), true, name)]));

/** Σ (x − 1)² + 0.1 cos(s), s the sum of all: no variable can be trained apart from the others. */
const lossOf = (variables: Readonly<Record<string, tf.Variable>>) => () =>
  tf.tidy(() => {
    const all = Object.keys(variables)
      .sort()
      .map((name) => variables[name].flatten());
    const x = tf.concat(all);
    return x.sub(1).square().sum().add(x.sum().cos().mul(0.1)) as tf.Scalar;
  });

const train = (optimizer: ZooOptimizer, variables: Readonly<Record<string, tf.Variable>>, steps: number) => {
  for (let step = 0; step < steps; step++) optimizer.minimize(lossOf(variables), false, Object.values(variables));
};

const valuesOf = (variables: Readonly<Record<string, tf.Variable>>) =>
  Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, Array.from(variable.dataSync())]));

/** Numbers that a tensor gets by its shape, whichever comes first. */
const byShape: RandomSource = (step) => {
  const normal = (shape: readonly number[]) => {
    const length = tf.util.sizeFromShape([...shape]);
    const values = Array.from({ length }, (_, i) => 1.4 * Math.sin(12.9898 * (i + 1) + 78.233 * step + length));
    return tf.tensor(values, [...shape]);
  };
  return { normal, rademacher: normal, uniform: () => 0.5 };
};

beforeAll(() => tf.setBackend('cpu'));

test.each(joint.filter(([, one]) => !readsAtOnce(one)))(
  '%s reads no number in the middle of a step on GPUs',
  (_, one) => {
    const variables = make(['read/a', 'read/b']);
    const optimizer = one();
    const { prototype } = tf.Tensor;
    const { dataSync } = prototype;
    for (let step = 0; step < 2; step++) {
      const { value, grads } = optimizer.computeGradients(lossOf(variables), Object.values(variables));
      prototype.dataSync = () => {
        throw new Error('A number is read.');
      };
      try {
        asOnGpu(() => optimizer.applyGradients(grads));
      } finally {
        prototype.dataSync = dataSync;
      }
      tf.dispose([value, grads]);
    }
    optimizer.dispose();
    tf.dispose(variables);
  },
);

test('a matrix that is symmetric is turned no more, whether that is read or not', () => {
  const random = byShape(1);
  const q = tf.tensor2d([3, 1, 0.2, -0.4, 2, 0.3, 0.5, -0.1, 1], [3, 3]);
  const turned = () => Array.from(procrustes3(q, random).dataSync());
  const [read, unread] = tf.tidy(() => [turned(), asOnGpu(turned)]);
  expect(unread).toEqual(read);
});

test.each<[string, () => ZooOptimizer]>([
  ['psgdDense', () => psgdDense({ learningRate: 0.05, gradient: hessianVector({ random: byShape }) })],
  ['psgdXmat', () => psgdXmat({ learningRate: 0.05 })],
])('%s goes on with state that is loaded for variables made in another order', async (_, one) => {
  const [optimizer, variables] = [one(), make(['order/a', 'order/b', 'order/c'])];
  train(optimizer, variables, 3);
  const saved = (await optimizer.getWeights()).map(({ name, tensor }) => ({ name, tensor: tf.mul(tensor, 1) }));
  const values = Object.entries(valuesOf(variables)).reverse();
  train(optimizer, variables, 3);
  const expected = valuesOf(variables);
  optimizer.dispose();
  tf.dispose(variables);

  const [again, others] = [
    one(),
    Object.fromEntries(
      values.map(([name, own]) => [name, tf.variable(tf.tensor2d(own, [2, own.length / 2]), true, name)]),
    ),
  ];
  await again.setWeights(saved);
  train(again, others, 3);
  for (const [name, own] of Object.entries(valuesOf(others))) {
    for (const [i, value] of own.entries()) expect(value).toBeCloseTo(expected[name][i], 5);
  }
  again.dispose();
  tf.dispose([others, saved.map(({ tensor }) => tensor)]);
});

test('psgdDense starts anew when a variable is frozen or thawed, and goes on', () => {
  const variables = make(['frozen/a', 'frozen/b']);
  const optimizer = psgdDense({ learningRate: 0.1, maxNorm: 1 });
  const before = lossOf(variables)().dataSync()[0];
  train(optimizer, variables, 10);
  optimizer.freeze('frozen/a');
  const kept = valuesOf(variables)['frozen/a'];
  train(optimizer, variables, 20);
  expect(valuesOf(variables)['frozen/a']).toEqual(kept);
  optimizer.thaw();
  train(optimizer, variables, 40);
  expect(lossOf(variables)().dataSync()[0]).toBeLessThan(before / 2);
  optimizer.dispose();
  tf.dispose(variables);
});

/** The same numbers at each step. */
const still: RandomSource = () => byShape(1);
const measured = hessianVector({ random: still });
const more: [string[], string[]] = [['anew/a'], ['anew/a', 'anew/b']];
const fewer: [string[], string[]] = [['anew/a', 'anew/b'], ['anew/a']];

test.each<[string, () => ZooOptimizer, [before: string[], then: string[]]]>([
  ['psgdLra, with one more', () => psgdLra({ learningRate: 0.05, momentum: 0.5, random: still }), more],
  ['psgdDense, with one more', () => psgdDense({ momentum: 0.5, maxNorm: 1, random: still, gradient: measured }), more],
  ['psgdDense, without one', () => psgdDense({ maxNorm: 1, random: still, gradient: measured }), fewer],
  ['psgdXmat, with one more', () => psgdXmat({ learningRate: 0.05, random: still }), more],
  ['psgdXmat, without one', () => psgdXmat({ learningRate: 0.05, random: still }), fewer],
  ['psgdXmat, else never fitted', () => psgdXmat({ learningRate: 0.05, updateProbability: 0, random: still }), more],
])('%s, starts anew for all variables', (_, one, [before, then]) => {
  const variables = make(['anew/a', 'anew/b']);
  const only = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, variables[name]]));
  const [optimizer, fresh] = [one(), one()];
  train(optimizer, only(before), 3);
  const start = valuesOf(variables);
  train(optimizer, only(then), 3);
  const expected = valuesOf(variables);
  for (const name of then) expect(expected[name]).not.toEqual(start[name]);
  for (const [name, variable] of Object.entries(variables)) {
    variable.assign(tf.tensor(start[name], variable.shape));
  }
  train(fresh, only(then), 3);
  for (const [name, own] of Object.entries(valuesOf(variables))) {
    for (const [i, value] of own.entries()) expect(value).toBeCloseTo(expected[name][i], 5);
  }
  for (const each of [optimizer, fresh]) each.dispose();
  tf.dispose(variables);
});

test.each([...new Map(joint.map(([, one]) => [one().rule.name, one().rule]))])(
  '%s takes a learning rate from a group, but nothing that is one for all variables',
  (_, rule) => {
    const variables = make(['group/a', 'group/b']);
    const grouped = (options: object) =>
      new ZooOptimizer(rule, { seed: 1, groups: [{ match: 'group/b', options: options as never }] });
    const before = valuesOf(variables);
    train(grouped({ learningRate: 0 }), variables, 2);
    const after = valuesOf(variables);
    expect(after['group/b']).toEqual(before['group/b']);
    expect(after['group/a']).not.toEqual(before['group/a']);
    expect(() => train(grouped({ momentum: 0.5 }), variables, 1)).toThrow(
      `${rule.name}: momentum is 0 for some variables and 0.5 for others, but of its options groups may differ in learningRate alone.`,
    );
    expect(valuesOf(variables)).toEqual(after);
    tf.dispose(variables);
  },
);

test('psgdDense says that a model is too large for it', () => {
  const variables = make(['large/a', 'large/b']);
  const optimizer = psgdDense({ maxParameters: 9 });
  expect(() => train(optimizer, variables, 1)).toThrow(
    'PsgdDense: the variables have 10 elements together, but maxParameters is 9: it keeps the square of their number.',
  );
  tf.dispose(variables);
});

test('a source of random numbers cannot be saved, which is said', () => {
  const optimizer = psgdKron({ random: (() => undefined) as never });
  expect(() => optimizer.getConfig()).toThrow('PsgdKron: random is a function, which cannot be saved; use seed.');
});
