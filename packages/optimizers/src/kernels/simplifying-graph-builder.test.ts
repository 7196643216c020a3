import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { adam } from '../factories.js';
import { everyRule } from '../fixtures/every-rule.js';
import { defineOptimizer } from '../optimizer/define-optimizer.js';
import type { AnyRule } from '../rule/any-rule.js';
import type { State } from '../testing/assert.js';
import { gradient, ordinary, Run, shapes } from '../testing/run.js';
import { eagerStep } from './eager.js';
import { fusedStep } from './fused.js';
import type { Program } from './graph.js';
import { GraphBuilder } from './graph-builder.js';
import type { Step } from './step.js';
import { trace } from './trace.js';

/** Distance of neighbouring float32 numbers at x. */
const ulp = (x: number) => 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(x)))) - 23);

/** Of what a result is a mean, besides its own old value: an error counts in ulps of the largest. */
const meansOf: Readonly<Record<string, readonly string[]>> = {
  NAGGS: ['param', 'v'],
  ScheduleFreeAdamW: ['param', 'z'],
};

/** Rules on tensors have no graph, other powers of a tensor no kernel; in what a wrapper changes, roundings add up. */
const unfused = ['adahessian, square root'];
const simplified = everyRule.filter(([name, rule]) => !rule.slotShapes && !rule.inner && !unfused.includes(name));

/** Distances between two states, in ulps of the larger of a number before and after the step. */
function distances(rule: AnyRule, exact: State, fast: State, before: State): number[] {
  return Object.entries(exact).flatMap(([name, values]) => {
    const [kind, variable] = name.split(' of ');
    const partners = meansOf[rule.name]?.includes(kind)
      ? meansOf[rule.name].map((other) => `${other} of ${variable}`)
      : [name];
    return values.map((value, i) => {
      if (value === fast[name][i]) return 0;
      const magnitudes = partners.flatMap((partner) => [exact[partner][i], before[partner][i]]).map(Math.abs);
      return Math.abs(value - fast[name][i]) / ulp(Math.max(...magnitudes));
    });
  });
}

/** The rule on tensors, with no graph in between. */
const asItStands = (step: Step) => eagerStep({ ...step, program: { ...step.program, passes: [] } });

beforeAll(() => tf.setBackend('cpu')); // a graph is built alike for all

test.each(simplified)('%s: a step differs from the exact one by at most two ulps', async (_name, rule, options) => {
  const exact = new Run(rule, options, asItStands);
  const fast = new Run(rule, options, fusedStep);
  let largest = 0;
  for (let step = 1; step <= 30; step++) {
    const gradients = shapes.map((shape) => gradient(shape, step, ordinary));
    fast.copy(exact);
    const before = await exact.state();
    exact.step(step, gradients);
    fast.step(step, gradients);
    for (const distance of distances(rule, await exact.state(), await fast.state(), before))
      largest = Math.max(largest, distance);
    tf.dispose(gradients);
  }
  expect(largest).toBeLessThanOrEqual(2);
  exact.dispose();
  fast.dispose();
});

const anyNumber = '(-inf, inf)';

/** x / s, by what a host scalar or a norm is. */
const dividing = (of: 'host' | 'norm') =>
  defineOptimizer({
    name: 'Dividing',
    reference: 'this test',
    hyper: { learningRate: number(anyNumber, 1), s: number(anyNumber, 1) },
    slots: [],
    update: ({ param: x, grad: g, s }) => ({ param: x.mul(0).add(g.div(of === 'host' ? s : g.norm())) }),
  }).rule;

/** What a gradient becomes. */
function divided(rule: AnyRule, grad: readonly number[], s: number, interpret: typeof fusedStep): number[] {
  const inputs: Record<string, number> = { learningRate: 1, s };
  const param = tf.variable(tf.zeros([grad.length]));
  const gradient = tf.tensor1d([...grad]);
  const program = trace(rule, inputs, []);
  const variables = [{ param, grad: gradient }];
  interpret({ rule, program, variables, inputs: [inputs], inPlace: true, exported: new Set() });
  const result = Array.from(param.dataSync());
  tf.dispose([param, gradient]);
  return result;
}

test.each([fusedStep, eagerStep, asItStands])('what is special of a quotient stays so: %p', (interpret) => {
  const host = dividing('host');
  const { NaN: none, POSITIVE_INFINITY: inf } = Number;
  const of = [0, -0, 1, -1, inf, -inf, none];
  expect(divided(host, of, 0, interpret)).toEqual([none, none, inf, -inf, inf, -inf, none]);
  expect(divided(host, of, -0, interpret)).toEqual([none, none, -inf, inf, -inf, inf, none]);
  expect(divided(host, of, inf, interpret)).toEqual([0, 0, 0, 0, none, none, none]);
  expect(divided(host, of, none, interpret)).toEqual(of.map(() => none));
});

test('a norm may be so small that its reciprocal is infinite', () => {
  const norm = dividing('norm');
  const [zero, ...others] = divided(norm, [0, 3e-40, 4e-40], 1, fusedStep);
  expect(zero).toBe(0);
  expect(others.map((x) => Number(x.toFixed(3)))).toEqual([0.6, 0.8]);
});

test('Adam keeps one division and one square root, and scales the moments once each', () => {
  const { rule } = adam;
  const corrections = ['correction1', 'correction2'];
  const count = ({ nodes, passes }: Program, wanted: string) =>
    passes[0].nodes.filter((id) => nodes[id].operation === wanted).length;
  const program = trace(rule, {}, corrections);
  expect([count(program, 'div'), count(program, 'sqrt')]).toEqual([1, 1]);
  expect(count(trace(rule, {}, corrections, new GraphBuilder()), 'div')).toBe(3);
});
