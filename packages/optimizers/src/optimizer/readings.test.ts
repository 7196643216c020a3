import { number, toggle } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import {
  adam,
  adamax,
  amsgrad,
  clipByNorm,
  defineOptimizer,
  egn,
  lbfgs,
  momentum,
  nagGs,
  rmsprop,
  ZooOptimizer,
} from '../index.js';

const propertiesOf = (optimizer: object) => optimizer as unknown as Record<string, unknown>;

test.each<[string, ZooOptimizer, tf.Optimizer, string[]]>([
  ['adam', adam({ epsilon: 1e-7 }), tf.train.adam(), ['learningRate', 'beta1', 'beta2', 'epsilon']],
  ['momentum', momentum({ momentum: 0.8 }), tf.train.momentum(0.01, 0.8), ['learningRate', 'momentum']],
  ['adamax', adamax({ epsilon: 1e-7 }), tf.train.adamax(), ['learningRate', 'beta1', 'beta2', 'epsilon', 'decay']],
  ['rmsprop', rmsprop({ epsilon: 1e-7 }), tf.train.rmsprop(0.001), ['learningRate', 'momentum', 'epsilon']],
])('%s: what can be read on tf’s optimizer can be read on ours', (_name, ours, theirs, names) => {
  for (const name of names) expect([name, propertiesOf(ours)[name]]).toEqual([name, propertiesOf(theirs)[name]]);
});

test.each(Object.entries(everyOptimizer))(
  '%s: every hyperparameter can be read, and is what get gives',
  (_name, make) => {
    const optimizer = make();
    for (const name of Object.keys(optimizer.rule.hyper)) {
      const given = optimizer.get(name);
      const value = typeof given === 'function' ? given(1) : given;
      expect([name, propertiesOf(optimizer)[name]]).toEqual([name, value]);
    }
    optimizer.dispose();
  },
);

test('it is the value at the coming step, and what was set last; so it is under a wrapper and after loading', () => {
  const x = tf.variable(tf.scalar(1));
  const optimizer = adam({ beta1: (step) => 1 / (step + 1) });
  expect(propertiesOf(optimizer).beta1).toBe(1 / 2);
  optimizer.minimize(() => tf.square(x) as tf.Scalar);
  expect(propertiesOf(optimizer).beta1).toBe(1 / 3);
  optimizer.set({ beta1: 0.5 });
  expect(propertiesOf(optimizer).beta1).toBe(0.5);
  const wrapped = clipByNorm(adam({ beta1: 0.7, variant: 'keras' }), { clipnorm: 3 });
  const loaded = ZooOptimizer.fromConfig(ZooOptimizer, JSON.parse(JSON.stringify(wrapped.getConfig())));
  for (const one of [wrapped, loaded]) expect(one).toMatchObject({ beta1: 0.7, variant: 'keras', clipnorm: 3 });
  optimizer.dispose();
  x.dispose();
});

test('the second-order optimizers have them too', () => {
  expect(egn({ damping: 3 })).toMatchObject({ damping: 3, lineSearch: false, learningRate: 1 });
  expect(lbfgs({ historySize: 7 })).toMatchObject({ historySize: 7, lineSearch: 'strongWolfe' });
});

test.each<[object, string, string]>([
  [adam(), 'beta1', 'Adam: beta1 cannot be assigned to; call set({ beta1: … }).'],
  [amsgrad(), 'variant', 'AMSGrad: variant cannot be changed after the optimizer is made.'],
  [egn(), 'damping', 'Egn: damping cannot be assigned to; call set({ damping: … }).'],
  [lbfgs(), 'historySize', 'Lbfgs: historySize cannot be assigned to; call set({ historySize: … }).'],
  [lbfgs(), 'lineSearch', 'Lbfgs: lineSearch cannot be changed after the optimizer is made.'],
])('assigning is an error that says what to do: %#', (optimizer, name, sentence) => {
  const before = propertiesOf(optimizer)[name];
  expect(() => {
    propertiesOf(optimizer)[name] = before;
  }).toThrow(sentence);
});

test('what has a meaning of its own keeps it', () => {
  const odd = defineOptimizer({
    name: 'Odd',
    reference: 'this test',
    hyper: { learningRate: number('[0, inf)', 0.1), iterations: number('[0, inf)', 7), minimize: toggle(false) },
    slots: [],
    update: ({ param, grad, learningRate }) => ({ param: param.sub(grad.mul(learningRate)) }),
  });
  const optimizer = odd();
  expect([optimizer.iterations, optimizer.get('iterations'), typeof optimizer.minimize]).toEqual([0, 7, 'function']);
  optimizer.learningRate = 0.2;
  expect(optimizer.learningRate).toBe(0.2);
  expect(nagGs({ alpha: 0.3 })).toMatchObject({ alpha: 0.3, learningRate: 0.3 });
});
