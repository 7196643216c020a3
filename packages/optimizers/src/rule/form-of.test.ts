import { number, toggle } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { defineOptimizer, inducedMetric, rmsprop, sgd, ZooOptimizer } from '../index.js';
import { defineRule } from './define-rule.js';
import { formOf } from './form-of.js';
import { oneMinusPower } from './host-scalars.js';

const isSecond = ({ second }: { second: boolean }) => second;
const rule = defineRule({
  name: 'TwoForms',
  reference: 'this test',
  hyper: { learningRate: number('[0, 1]', 0.1), second: toggle(false), beta: number('[0, 1)', 0.5) },
  slots: ['m', 'v'],
  variableState: { count: 0 },
  needs: ['loss'],
  onlyIf: { v: isSecond, beta: isSecond, correction: isSecond, count: isSecond, loss: isSecond },
  hostScalars: ({ beta }, step) => ({ first: 1 / step, correction: oneMinusPower(beta, step) }),
  update: ({ param: x, grad: g, m, v, count, beta, correction, loss, learningRate }) => ({
    m: m.add(g),
    v: beta && v?.ema(g, beta),
    count: count?.add(1),
    param: x.sub(g.mul(learningRate).mul(loss && correction ? loss.div(correction) : 1)),
  }),
});

test('is the same one each time, and holds what its options ask for', () => {
  const [plain, second] = [formOf(rule, {}), formOf(rule, { second: true })];
  expect(formOf(rule, { learningRate: 0.3 })).toBe(plain);
  expect(formOf(plain, { second: true })).toBe(second);
  expect(plain.declared).toBe(rule);
  expect([Object.keys(plain.hyper), plain.slots, plain.needs, plain.variableState]).toEqual([
    ['learningRate', 'second'],
    ['m'],
    [],
    {},
  ]);
  expect([Object.keys(second.hyper), second.slots, second.needs, second.variableState]).toEqual([
    ['learningRate', 'second', 'beta'],
    ['m', 'v'],
    ['loss'],
    { count: 0 },
  ]);
});

test('computes on the host what is there, and nothing of what is not', () => {
  const settings = { learningRate: 0.1, second: false };
  expect(formOf(rule, {}).hostScalars!(settings, 2, {})).toEqual({ first: 0.5 });
  const second = formOf(rule, { second: true });
  expect(second.hostScalars!({ ...settings, beta: 0.5 }, 2, {})).toEqual({ first: 0.5, correction: 0.75 });
  expect(formOf(sgd.rule, {}).hostScalars).toBeUndefined();
});

test('a rule without forms is itself', () => {
  const { onlyIf: _, ...single } = { ...rule, name: 'OneForm' };
  expect(formOf(single as never, { second: true })).toBe(single);
});

test.each([
  ['rmsprop', () => rmsprop({ centered: true, learningRate: 0.1 }), ['v', 'b', 'q']],
  ['inducedMetric', () => inducedMetric({ variant: 'rms' }), ['m', 'r']],
  ['sgd', () => sgd({ momentum: 0.5, nesterov: true }), ['b']],
] as const)('%s is made again in its form, from JSON', (_name, make, slots) => {
  const optimizer = make();
  const config = JSON.parse(JSON.stringify(optimizer.getConfig()));
  const again = ZooOptimizer.fromConfig(ZooOptimizer, config) as ZooOptimizer;
  expect(again.rule).toBe(optimizer.rule);
  expect(again.rule.slots).toEqual(slots);
});

test('no group, and nothing that is set in mid-training, changes the form', () => {
  const groups = [{ match: 'bias', options: { centered: true } }];
  expect(() => rmsprop({ groups })).toThrow(
    "RMSprop: groups[0] asks for another form of RMSprop (with q), which only the optimizer's options can choose when it is made.",
  );
  const optimizer = sgd({ momentum: 0.5 });
  const x = tf.variable(tf.scalar(1));
  optimizer.set({ momentum: 0.9 });
  expect(() => optimizer.set({ momentum: 0 })).toThrow('asks for another form of SGD (without b)');
  expect(optimizer.get('momentum')).toBe(0.9);
  optimizer.applyGradients({ [x.name]: tf.scalar(1) });
  expect(x.dataSync()[0]).toBeCloseTo(0.99, 6);
});

test('of which a rule of its own is made keeps what it has, whatever the options choose', () => {
  const form = formOf(inducedMetric.rule, { variant: 'log' });
  const own = defineOptimizer({ ...form, name: 'LogMetric' } as never)({ learningRate: 0.1 });
  const whole = inducedMetric({ variant: 'log', learningRate: 0.1 });
  const [x, y] = [own, whole].map((optimizer) => {
    const variable = tf.variable(tf.tensor1d([1, 2]));
    for (let step = 0; step < 3; step++) optimizer.minimize(() => tf.sum(tf.square(variable)), false, [variable]);
    return [...variable.dataSync()];
  });
  expect(x).toEqual(y);
});
