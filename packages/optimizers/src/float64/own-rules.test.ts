import { number, toggle } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { inFloat64 } from '../fixtures/autodiff/float64.js';
import { float64Problems } from '../fixtures/float64-problems.js';
import { withoutWasm } from '../fixtures/without-wasm.js';
import { optimizerOf } from '../index.js';
import { defineRule, defineWrapper, ema, factoryOf, minimize, wrapperOf } from './index.js';

/** RMSProp with a momentum that only some options have, and the length of all steps so far. */
const rule = defineRule({
  name: 'OwnRule',
  reference: 'an example',
  hyper: { learningRate: number('[0, inf)', 0.01), rho: number('[0, 1)', 0.9), heavy: toggle(false) },
  slots: ['v', 'b'],
  onlyIf: { b: ({ heavy }) => heavy },
  globalState: { way: 0 },
  hostScalars: ({ rho }, step) => ({ correction: 1 - rho ** step }),
  update({ param: x, grad: g, v, b, learningRate, rho, correction, way }) {
    v = v.ema(g.square(), rho);
    let d = g.div(v.div(correction).sqrt().add(1e-8)).mul(learningRate);
    b = b?.mul(0.5).add(d);
    d = b ?? d;
    return { v, b, param: x.sub(d), way: way.add(d.abs().globalSum()) } as never;
  },
});
const own = factoryOf(rule);

/** The same in plain numbers. */
function byHand(x: number[], steps: number, heavy: boolean, rate = (_: number) => 0.02) {
  const [v, b] = [x.map(() => 0), x.map(() => 0)];
  let way = 0;
  for (let step = 1; step <= steps; step++) {
    const g = [...float64Problems.P2.gradient!(Float64Array.from(x), new Float64Array(2), step)];
    for (let i = 0; i < x.length; i++) {
      v[i] = 0.9 * v[i] + 0.1 * g[i] * g[i];
      let d = (rate(step) * g[i]) / (Math.sqrt(v[i] / (1 - 0.9 ** step)) + 1e-8);
      b[i] = 0.5 * b[i] + d;
      if (heavy) d = b[i];
      x[i] -= d;
      way += Math.abs(d);
    }
  }
  return { x, way };
}

test.each([
  ['as it is', { learningRate: 0.02 }, () => byHand([-1.2, 1], 60, false)],
  ['in its other form', { learningRate: 0.02, heavy: true }, () => byHand([-1.2, 1], 60, true)],
  [
    'with a schedule',
    { learningRate: (step: number) => 0.1 / step },
    () => byHand([-1.2, 1], 60, false, (step) => 0.1 / step),
  ],
])('a rule of one’s own does what it says, %s', (_what, options, expected) => {
  const result = minimize(float64Problems.P2, [-1.2, 1], { optimizer: own(options), maxSteps: 60 });
  const { x, way } = expected();
  expect([...result.x]).toEqual(x.map((value) => expect.closeTo(value, 12)));
  expect(result.save().scalars.way).toBeCloseTo(way, 11);
});

test('it is its plain loop, and the optimizer that is made of it on tensors', async () => {
  await tf.setBackend('cpu');
  const run = () => minimize(float64Problems.P2, [-1.2, 1], { optimizer: own(), maxSteps: 9000 }).save();
  expect(run()).toEqual(withoutWasm(run));
  const { x } = minimize(float64Problems.P1, Array(10).fill(1), { optimizer: own(), maxSteps: 20 });
  const [c, s] = [1, 0].map((at) =>
    Array.from({ length: 10 }, (_, i) => {
      const axis = Float64Array.from({ length: 10 }, (__, j) => (i === j ? at : 0));
      return float64Problems.P1.gradient!(axis, axis, 1)[i];
    }),
  );
  inFloat64(() => {
    const variable = tf.variable(tf.ones([10]));
    const optimizer = optimizerOf(rule)();
    for (let step = 0; step < 20; step++) {
      const grad = tf.add(tf.mul(variable, tf.tensor1d(c.map((value, i) => value - s[i]))), tf.tensor1d(s));
      optimizer.applyGradients({ [variable.name]: grad });
    }
    expect([...variable.dataSync()]).toEqual([...x].map((value) => expect.closeTo(value, 5)));
  });
});

test('it goes on from its state, in wrappers of the package and of one’s own too', () => {
  const halved = wrapperOf(
    defineWrapper({
      name: 'halvedHere',
      reference: 'an example',
      hyper: { share: number('(0, 1]', 0.5) },
      update: ({ grad: g, share }, inner) => inner.step({ grad: g.mul(share) }),
    }),
  );
  const run = (maxSteps: number, state?: never) =>
    minimize(float64Problems.P2, [-1.2, 1], { optimizer: ema(halved(own({ heavy: true }))), maxSteps, state }).save();
  const half = JSON.parse(JSON.stringify(run(5)));
  expect(run(12, half as never)).toEqual({ ...run(12), evaluations: expect.anything() });
  const plain = minimize(float64Problems.P2, [-1.2, 1], { optimizer: own(), maxSteps: 9 }).x;
  const scaled = minimize(float64Problems.P2, [-1.2, 1], { optimizer: halved(own()), maxSteps: 9 }).x;
  expect([...scaled]).toEqual([...plain].map((value) => expect.closeTo(value, 6))); // RMSProp knows no scale
});

const wrong = (changes: object) => () =>
  factoryOf(
    defineRule({
      name: 'Wrong',
      reference: 'an example',
      hyper: { learningRate: number('[0, inf)', 0.01) },
      slots: ['m'],
      update: ({ param: x, grad: g, m, learningRate }: Record<string, never>) => ({
        m,
        param: (x as { sub(a: unknown): never }).sub((g as { mul(a: unknown): never }).mul(learningRate)),
      }),
      ...changes,
    } as never),
  )();

test.each<[string, object, string]>([
  [
    'a slot that does not come back',
    { update: ({ param }: object & { param: unknown }) => ({ param }) },
    "Wrong: update must return a Value as 'm', not undefined.",
  ],
  [
    'one that is none',
    { update: (v: object) => ({ ...v, extra: 1 }) },
    "Wrong: update returns 'grad'; it may return param, m.",
  ],
  [
    'a name for two things',
    { hyper: { learningRate: number('[0, inf)', 0.1), m: number('[0, 1)', 0.5) } },
    "Wrong: 'm' names two things;",
  ],
  [
    'no step size',
    { hyper: {} },
    "Wrong: its step size 'learningRate' is not a numeric hyperparameter; name one as stepSize.",
  ],
])('%s is one sentence', (_what, changes, message) => {
  expect(wrong(changes)).toThrow(message);
});

test('what a rule of its own needs is measured: a probe and its product, also where the objective has a diagonal', () => {
  const probing = factoryOf(
    defineRule({
      name: 'Probing',
      reference: 'an example',
      hyper: { learningRate: number('[0, inf)', 0.01) },
      slots: ['v', 'hv'],
      needs: ['probe', 'hessianVectorProduct'],
      update: ({ param: x, grad: g, learningRate, probe, hessianVectorProduct }) => ({
        v: probe ?? x,
        hv: hessianVectorProduct ?? x,
        param: x.sub(g.mul(learningRate)),
      }),
    }),
  );
  const objective = {
    gradient: (x: ArrayLike<number>) => [3 * x[0], 5 * x[1]],
    hessianDiagonal: () => [3, 5],
  };
  const { slots } = minimize(objective, [1, 2], { optimizer: probing(), maxSteps: 1 }).save();
  const [v, hv] = [slots.v, slots.hv].map((numbers) => numbers.map(Number));
  expect(hv).toEqual([3 * v[0], 5 * v[1]].map((value) => expect.closeTo(value, 5)));
  expect(v).not.toEqual([3, 5]);
});
