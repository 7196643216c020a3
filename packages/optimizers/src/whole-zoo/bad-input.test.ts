import { number, reduceOnPlateau } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import {
  adam,
  amsgrad,
  defineRule,
  inducedMetric,
  nagGs,
  reverseMode,
  sgd,
  type Value,
  ZooOptimizer,
} from '../index.js';
import { isNumeric } from '../rule/hyperparameters.js';
import { changed } from '../testing/hyperparameters.js';

test.each<[() => unknown, string]>([
  [
    () => adam({ lr: 0.1 } as never),
    "Adam has no option 'lr'; it knows learningRate, beta1, beta2, epsilon, l2, variant, inPlace, gradient, groups, frozen.",
  ],
  [() => adam(0.05 as never), 'Adam takes one options object, such as { learningRate: 0.01 }, not 0.05.'],
  [() => adam(null as never), 'Adam takes one options object, such as { learningRate: 0.01 }, not null.'],
  [() => adam('fast' as never), "Adam takes one options object, such as { learningRate: 0.01 }, not 'fast'."],
  [() => inducedMetric(0.1 as never), 'InducedMetric takes one options object'],
  [() => sgd(0.1 as never), 'SGD takes one options object'],
  [() => sgd({ momentumm: 0.9 } as never), "SGD has no option 'momentumm'; it knows learningRate, momentum, l2,"],
  [() => number('[0, 1]', 5), 'The default 5 is not a number in [0, 1].'],
  [() => adam({ learningRate: -1 }), 'Adam: learningRate is -1, but must be a number in [0, inf) or a schedule.'],
  [() => adam({ beta1: 1 }), 'Adam: beta1 is 1, but must be a number in [0, 1) or a schedule.'],
  [() => adam({ beta2: -0.1 }), 'Adam: beta2 is -0.1, but must be a number in [0, 1) or a schedule.'],
  [() => adam({ epsilon: Number.NaN }), 'Adam: epsilon is NaN, but must be a number in [0, inf) or a schedule.'],
  [
    () => adam({ learningRate: '0.1' as never }),
    "Adam: learningRate is '0.1', but must be a number in [0, inf) or a schedule.",
  ],
  [
    () => adam({ learningRate: null as never }),
    'Adam: learningRate is null, but must be a number in [0, inf) or a schedule.',
  ],
  [() => adam({ gradient: tf.grad as never }), 'but must be a gradient source such as reverseMode.'],
  [() => adam({ gradient: tf.train.adam(0.1) as never }), 'but must be a gradient source such as reverseMode.'],
  [() => adam({ gradient: null as never }), 'Adam: gradient is null, but must be a gradient source'],
  [() => adam({ constructor: 1 } as never), "Adam has no option 'constructor'"],
  [
    () => amsgrad({ variant: 'keras' as never }),
    "AMSGrad: variant is 'keras', but must be one of 'paper', 'torch', 'optax'.",
  ],
  [() => nagGs({ alpha: 0 }), 'NAGGS: alpha is 0, but must be a number in (0, inf) or a schedule.'],
  [
    () => inducedMetric({ variant: 'adam' as never }),
    "InducedMetric: variant is 'adam', but must be one of 'sgd', 'log', 'rms'.",
  ],
  [
    () => inducedMetric({ variant: 'constructor' as never }),
    "InducedMetric: variant is 'constructor', but must be one of",
  ],
  [() => sgd({ momentum: 0.9, nesterov: 1 as never }), 'SGD: nesterov is 1, but must be true or false.'],
  [
    () => adam().set({ beta3: 0.5 }),
    "Adam: 'beta3' cannot be set; these can: learningRate, beta1, beta2, epsilon, l2.",
  ],
  [() => adam().set({ beta1: 2 }), 'Adam: beta1 is 2, but must be a number in [0, 1) or a schedule.'],
  [() => inducedMetric({ betaRms: 0.9 }), "InducedMetric has no option 'betaRms'; it knows variant, learningRate,"],
  [() => sgd({ lr: 3 } as never), "SGD has no option 'lr'; it knows learningRate, momentum, l2,"],
  [() => sgd({ nesterov: true }), "SGD has no option 'nesterov'; it knows learningRate, momentum, l2,"],
  [
    () => sgd().set({ momentum: 0.9 }),
    "SGD: set asks for another form of SGD (with b), which only the optimizer's options can choose when it is made.",
  ],
  [() => amsgrad().set({ variant: 0 }), "AMSGrad: 'variant' cannot be set; these can: learningRate,"],
  [
    () => (adam().learningRate = Number.POSITIVE_INFINITY),
    'Adam: learningRate is Infinity, but must be a number in [0, inf) or a schedule.',
  ],
  [() => number('0..1', 1), "'0..1' is not an interval; write it as '[0, 1)' or '(0, inf)'."],
  [() => ZooOptimizer.fromConfig(ZooOptimizer, { rule: 'Adams' }), "Unknown rule 'Adams'; known are "],
  [
    () => ZooOptimizer.fromConfig(ZooOptimizer, { rule: 'Adam', gradient: 'backwards' }),
    "Unknown gradient source 'backwards'; known are reverseMode.",
  ],
  [() => adam({ learningRate: () => 1 }).getConfig(), 'Adam: learningRate is a plain function, which cannot be saved;'],
  [() => adam({ gradient: { ...reverseMode, provides: [] } }), "Adam needs 'grad', but reverseMode provides only ."],
])('is one clear sentence: %#', (attempt, sentence) => {
  expect(attempt).toThrow(sentence);
});

test('a schedule that leaves the range is caught at its step', () => {
  const x = tf.variable(tf.scalar(1));
  const optimizer = adam({ beta1: (step) => 0.5 * step });
  const step = () => optimizer.applyGradients({ [x.name]: tf.scalar(1) });
  step();
  expect(step).toThrow('Adam: beta1 (its schedule at step 2) is 1, but must be a number in [0, 1).');
});

test.each<[string, tf.NamedTensorMap, string]>([
  [
    'an unknown variable',
    { nobody: tf.scalar(1) },
    "Adam: there is a gradient for 'nobody', but no variable of that name.",
  ],
  [
    'another type',
    { known: tf.scalar(1, 'bool') },
    "Adam: the gradient of 'known' is bool, but must be float32 or int32.",
  ],
  ['another shape', { known: tf.tensor1d([1]) }, "Adam: the gradient of 'known' has shape [1], but the variable []."],
])('a gradient for %s is refused', (_what, gradients, sentence) => {
  const known = tf.variable(tf.scalar(1), true, 'known');
  expect(() => adam().applyGradients(gradients)).toThrow(sentence);
  known.dispose();
});

test('two gradients for one variable are refused, the same one twice counts once', () => {
  const x = tf.variable(tf.scalar(1), true, 'twice');
  const [one, two] = [tf.scalar(1), tf.scalar(2)].map((tensor) => ({ name: 'twice', tensor }));
  expect(() => sgd().applyGradients([one, two])).toThrow("SGD: there are two gradients for 'twice'.");
  sgd({ learningRate: 0.25 }).applyGradients([one, one]);
  expect(x.dataSync()[0]).toBe(0.75);
  x.dispose();
});

test.each<[string, { name: string; tensor: tf.Tensor }[], string]>([
  ['nothing', [], "Adam: there are no weights to set; getWeights gives at least 'iter'."],
  [
    'a foreign slot',
    [{ name: 'x/momentum', tensor: tf.scalar(1) }],
    "Adam: saved state 'x/momentum' is not one of its slots (m, v).",
  ],
  [
    'a slot of another type',
    [{ name: 'x/m', tensor: tf.scalar(1, 'int32') }],
    "Adam: saved state 'x/m' is int32, but must be",
  ],
  ['half a state', [{ name: 'x/m', tensor: tf.scalar(1) }], "Adam: saved state of 'x' lacks v."],
])('saved state with %s is refused, and what was there stays', async (_what, state, sentence) => {
  const x = tf.variable(tf.scalar(1), true, 'x');
  const optimizer = adam();
  optimizer.applyGradients({ x: tf.scalar(1) });
  const iter = state.length > 0 ? [{ name: 'iter', tensor: tf.scalar(7, 'int32') }] : [];
  await expect(optimizer.setWeights([...iter, ...state])).rejects.toThrow(sentence);
  expect((await optimizer.getWeights()).map(({ name }) => name)).toEqual(['iter', 'x/m', 'x/v']);
  expect(optimizer.iterations).toBe(1);
  x.dispose();
});

test('saved state must begin with a step count', async () => {
  for (const tensor of [tf.scalar(3.7), tf.scalar(-1), tf.tensor1d([1, 2])]) {
    await expect(adam().setWeights([{ name: 'iter', tensor }])).rejects.toThrow(
      "Adam: saved state must begin with 'iter'",
    );
  }
  await expect(adam().setWeights([{ name: 'banana', tensor: tf.scalar(3) }])).rejects.toThrow(
    "but begins with 'banana'.",
  );
});

test('a slot of a wrong shape is refused before anything is written', async () => {
  const x = tf.variable(tf.tensor1d([1, 2, 3]), true, 'shaped');
  const optimizer = adam();
  await optimizer.setWeights([
    { name: 'iter', tensor: tf.scalar(1, 'int32') },
    { name: 'shaped/m', tensor: tf.tensor1d([1, 2, 3]) },
    { name: 'shaped/v', tensor: tf.tensor1d([1]) },
  ]);
  expect(() => optimizer.applyGradients({ shaped: tf.tensor1d([1, 1, 1]) })).toThrow('the saved state does not fit');
  expect(Array.from(x.dataSync())).toEqual([1, 2, 3]);
  x.dispose();
});

test('disposed state says so', async () => {
  const tensor = tf.scalar(1);
  tensor.dispose();
  const state = [
    { name: 'iter', tensor: tf.scalar(1, 'int32') },
    { name: 'x/m', tensor },
  ];
  await expect(adam().setWeights(state)).rejects.toThrow("Adam: saved state 'x/m' has been disposed.");
});

test('minimize leaks nothing when a step throws', () => {
  const x = tf.variable(tf.scalar(1));
  const optimizer = adam({ beta1: () => 2 });
  const { numTensors } = tf.memory();
  expect(() => optimizer.minimize(() => tf.square(x) as tf.Scalar, true)).toThrow('beta1');
  expect(tf.memory().numTensors).toBe(numTensors);
  x.dispose();
});

test('an optimizer with memory refuses state without it', async () => {
  const state = [
    { name: 'iter', tensor: tf.scalar(7, 'int32') },
    { name: 'x/m', tensor: tf.scalar(1) },
  ];
  await expect(inducedMetric().setWeights(state)).rejects.toThrow(
    "InducedMetric: the saved state lacks 'memory/e'; in its place stands 'x/m'.",
  );
});

describe('a rule of one’s own is checked', () => {
  const rule = {
    reference: 'this test',
    hyper: { learningRate: number('(-inf, inf)', 0.1) },
    slots: ['m'],
    update: (v: { param: never; m: never }) => v,
  };
  test.each<[object, string]>([
    [{ ...rule, name: 'my_rule' }, "my_rule: 'my_rule' is not a name that can be saved"],
    [{ ...rule, name: 'Mine', slots: ['a/b'] }, "Mine: 'a/b' is not a name that can be saved"],
    [{ ...rule, name: 'Mine', slots: ['param'] }, "Mine: 'param' names two things"],
    [{ ...rule, name: 'Mine', globalState: { learningRate: 0 } }, "Mine: 'learningRate' names two things"],
    [{ ...rule, name: 'Mine', hyper: { loss: number('[0, 1]', 0.1) } }, "Mine: 'loss' names two things"],
    [
      { ...rule, name: 'Mine', hyper: { rate: number('[0, 1]', 0.1) } },
      "Mine: its step size 'learningRate' is not a numeric hyperparameter",
    ],
  ])('%#', (mine, sentence) => {
    expect(() => defineRule(mine as never)).toThrow(sentence);
  });

  const x = () => tf.variable(tf.scalar(1));
  const stepOf =
    (update: unknown, more: object = {}) =>
    () => {
      const mine = defineRule({ ...rule, ...more, name: 'Mine', update } as never);
      const variable = x();
      new ZooOptimizer(mine as never).applyGradients({ [variable.name]: tf.scalar(1) });
    };
  test.each<[unknown, string]>([
    [
      ({ param, grad }: Record<string, number>) => ({ param: param - grad, m: grad }),
      'A Value inside a rule is not a number',
    ],
    [({ param }: Record<string, unknown>) => ({ param }), "Mine: update must return a Value as 'm', not undefined."],
    [
      ({ param, m }: Record<string, unknown>) => ({ param, m, n: m }),
      "Mine: update returns 'n'; it may return param, m.",
    ],
    [
      ({ param, m }: Record<string, Value>) => ({ param: param.greater(0).add(1), m }),
      'add cannot take the result of greater',
    ],
    [
      ({ param, m }: Record<string, Value>) => ({ param: param.greater(0), m }),
      "Mine: update returns a condition as 'param'; use where.",
    ],
  ])('update %#', (update, sentence) => {
    expect(stepOf(update)).toThrow(sentence);
  });

  test.each([
    [{ globalState: { n: 0 } }, "Mine: memory 'n' must be one scalar for all variables; use globalSum."],
    [{ variableState: { n: 0 } }, "Mine: scalar slot 'n' must be one scalar for a variable; use sum."],
  ])('what is kept in numbers is one: %#', (kept, sentence) => {
    const update = ({ param, m, grad }: Record<string, Value>) => ({
      param,
      m,
      n: 'globalState' in kept ? grad.sum() : grad,
    });
    expect(stepOf(update, kept)).toThrow(sentence);
  });
});

test('a scalar of a rule may not hide anything', () => {
  const x = tf.variable(tf.scalar(1));
  const mine = defineRule({
    name: 'Hiding',
    reference: 'this test',
    hyper: { learningRate: number('(-inf, inf)', 0.1) },
    slots: ['m'],
    hostScalars: () => ({ m: 1 }),
    update: ({ param, m }) => ({ param, m }),
  });
  const step = () => new ZooOptimizer(mine as never).applyGradients({ [x.name]: tf.scalar(1) });
  expect(step).toThrow("Hiding: 'm' names two things; rename the scalar.");
});

describe.each(Object.entries(everyOptimizer))('%s', (_name, make) => {
  const optimizer = make();
  const { rule } = optimizer;
  const numeric = Object.entries(rule.hyper).filter(([, declared]) => isNumeric(declared));

  test('accepts each hyperparameter inside its interval, and names it with its value outside', () => {
    fc.assert(
      fc.property(fc.constantFrom(...numeric), fc.double(), ([name, declared], value) => {
        const allowed = isNumeric(declared) && declared.contains(value);
        const attempt = () => changed(optimizer, { [name]: value });
        if (allowed) expect(attempt).not.toThrow();
        else expect(attempt).toThrow(`${rule.name}: ${name} is ${value}, but must be `);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

test('a hyperparameter is got by its name, and a schedule after loading is one again', () => {
  const optimizer = adam({ learningRate: reduceOnPlateau({ initialValue: 0.5 }) });
  (optimizer.get('learningRate') as ReturnType<typeof reduceOnPlateau>).observe({ metric: 1 });
  const again = ZooOptimizer.fromConfig(
    ZooOptimizer,
    JSON.parse(JSON.stringify(optimizer.getConfig())),
  ) as ZooOptimizer;
  const rate = again.get('learningRate') as ReturnType<typeof reduceOnPlateau>;
  expect(rate.saveState()).toEqual((optimizer.get('learningRate') as typeof rate).saveState());
  expect(rate.observe({ metric: 2 })).toBe(0.5);
  expect(again.get('beta1')).toBe(0.9);
  expect(() => again.get('beta3')).toThrow("Adam has no hyperparameter 'beta3'; it has learningRate, beta1");
});
