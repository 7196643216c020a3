import * as tf from '@tensorflow/tfjs';
import { adam } from '../factories.js';
import { everyRule } from '../fixtures/every-rule.js';
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
  ScheduleFreeAdamWMomentum: ['param', 'z'],
};

/** Matrix rules have no graph, other powers of a tensor no kernel; in what a wrapper changes, roundings add up. */
const unfused = ['AdaHessianPower'];
const simplified = everyRule.filter(([, rule]) => !rule.slotShapes && !rule.inner && !unfused.includes(rule.name));

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

test('Adam keeps one division and one square root, and scales the moments once each', () => {
  const { rule } = adam;
  const corrections = ['correction1', 'correction2'];
  const count = ({ nodes, passes }: Program, wanted: string) =>
    passes[0].nodes.filter((id) => nodes[id].operation === wanted).length;
  const program = trace(rule, {}, corrections);
  expect([count(program, 'div'), count(program, 'sqrt')]).toEqual([1, 1]);
  expect(count(trace(rule, {}, corrections, new GraphBuilder()), 'div')).toBe(3);
});
