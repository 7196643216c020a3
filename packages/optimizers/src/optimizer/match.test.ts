import * as tf from '@tensorflow/tfjs';
import { adam, adamw, decoupledWeightDecay, sgd, type ZooOptimizer } from '../index.js';
import { matches } from './match.js';
import type { Match } from './variable-match.js';

const named = (name: string) => ({ name }) as tf.Variable;

test.each<[Match, string, boolean]>([
  ['block1', 'block1/conv/kernel', true],
  ['block1', 'block10/conv/kernel', false],
  ['block1', 'big_block1/kernel', false],
  ['block1/conv', 'net/block1/conv/kernel', true],
  ['block1/conv', 'block1/conv2/kernel', false],
  ['/block1/', 'block1/kernel', true],
  ['dense', 'dense/kernel', true],
  ['dense', 'dense_1/kernel', false],
  ['kernel', 'dense/kernel_1', true], // a model loaded beside its original
  ['kernel_1', 'dense/kernel_1', true],
  ['w', 'w_1', false], // which is a name of one's own
  [/norm/i, 'batchNorm/gamma', true],
  [['beta', ({ name }) => name.endsWith('gamma')], 'norm/gamma', true],
  [[], 'norm/gamma', false],
])('%p and %s: %p', (match, name, is) => {
  expect(matches(match, named(name))).toBe(is);
});

describe('names that no variable has are told, once, when variables are known', () => {
  const { warn } = console;
  let told: string[];
  let variables: tf.Variable[];
  beforeEach(() => {
    tf.scalar(0).dispose(); // tf says hello
    told = [];
    console.warn = (text: string) => told.push(text);
    variables = ['dense/kernel', 'dense/bias'].map((name) => tf.variable(tf.scalar(1), true, name));
  });
  afterEach(() => {
    console.warn = warn;
    tf.dispose(variables);
  });
  const step = (optimizer: ZooOptimizer) =>
    tf.tidy(() => optimizer.applyGradients(Object.fromEntries(variables.map(({ name }) => [name, tf.scalar(1)]))));

  test.each<[string, () => ZooOptimizer, string]>([
    [
      'groups',
      () => adamw({ groups: [{ match: ['bias', 'layer_norm'], options: { weightDecay: 0 } }] }),
      "'layer_norm'",
    ],
    ['frozen', () => adam({ frozen: 'embeding' }), "'embeding'"],
    ['an expression', () => adam({ frozen: /norm$/ }), '/norm$/'],
    ['exclude', () => decoupledWeightDecay(sgd(), { exclude: 'baises' }), "'baises'"],
  ])('in %s', (_, make, shown) => {
    const optimizer = make();
    expect(told).toEqual([]);
    step(optimizer);
    step(optimizer);
    expect(told).toEqual([
      `${optimizer.rule.name}: no variable is meant by ${shown}, which its groups, frozen or exclude name; there are 'dense/kernel', 'dense/bias'.`,
    ]);
    optimizer.dispose();
  });

  test('given later to freeze and thaw', () => {
    const optimizer = adam({ frozen: 'bias' });
    step(optimizer);
    expect(told).toEqual([]);
    optimizer.freeze('kernal');
    step(optimizer);
    expect(told).toHaveLength(1);
    optimizer.thaw('base');
    expect(told[1]).toBe("Adam: thaw was given 'base', but what is frozen is 'bias', 'kernal'.");
    optimizer.thaw();
    expect(told).toHaveLength(2);
    optimizer.dispose();
  });

  test('predicates and names that fit are silent', () => {
    const optimizer = adam({ frozen: [() => false, 'bias', /kern/] });
    step(optimizer);
    expect(told).toEqual([]);
    optimizer.dispose();
  });
});
