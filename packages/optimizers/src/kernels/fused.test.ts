import * as tf from '@tensorflow/tfjs';
import { execution } from '../execution.js';
import { resolveOptions, settingsAt } from '../hyperparameters.js';
import { type AnyRule, defineRule } from '../rule.js';
import { onEachBackend } from '../test/backends.js';
import { everyOptimizer } from '../test/every-optimizer.js';
import { eagerStep, initialSlots } from './eager.js';
import { fusedStep } from './fused.js';
import type { Program } from './graph.js';
import type { Memory, Step } from './step.js';
import { trace } from './trace.js';

/** A rule that uses every elementwise operation which has a fused form, and a sum over the variable. */
const everything = defineRule({
  name: 'Everything',
  reference: 'this test',
  hyper: { c: 0.3, zero: 0 },
  slots: ['a', 'b'],
  update({ param: x, grad: g, a, b, c, zero }) {
    const big = g.abs().greater(1).logicalOr(g.lessEqual(-2)).logicalAnd(x.equal(x));
    const mean = g.square().sum().sqrt();
    a = g.sign().add(g.neg().maximum(a)).minimum(b.sub(c)).where(big.logicalNot(), g.sqrt().mul(mean));
    b = b.maximum(g.div(x.add(zero))).where(g.greaterEqual(zero).logicalAnd(c.greater(0)), -0);
    return { a, b, param: x.sub(g.div(mean.add(1))).where(g.less(1e30), g.sign()) };
  },
}) as AnyRule;

const rules: [string, AnyRule, Record<string, unknown>][] = [
  ['everything', everything, {}],
  ...Object.entries(everyOptimizer).map(([name, make]): [string, AnyRule, Record<string, unknown>] => {
    const optimizer = make();
    const { rule: _rule, gradient: _gradient, ...options } = optimizer.getConfig();
    return [name, optimizer.rule, options];
  }),
];

const shapes = [[], [0], [3], [4], [2, 3, 2, 2], [1003], [2061]];
const ordinary = [0, -0, 1e-40, -1e-42, 1, -1, 1e-30, -3e4];
const wild = [...ordinary, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, -3e38];

/** Noise of many magnitudes, with the special numbers strewn in. */
function gradient(shape: number[], step: number, specials: readonly number[]): tf.Tensor {
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => {
    const phase = Math.sin(12.9898 * (i + 1) + 78.233 * step + 0.7391 * (i + 1) * (i + 1));
    return i % 5 === 0 ? specials[(i + 3 * step) % specials.length] : phase * 10 ** (((i + step) % 7) - 4);
  });
  return tf.tensor(values, shape, 'float32');
}

/** One optimizer, taken apart, whose steps one interpreter makes. */
class Run {
  readonly variables: tf.Variable[];
  readonly slots: Record<string, tf.Variable>[];
  memory: Memory;
  program?: Program;

  constructor(
    readonly rule: AnyRule,
    readonly options: Record<string, unknown>,
    readonly interpret: (step: Step) => Memory | undefined,
  ) {
    this.variables = shapes.map((shape) => tf.variable(tf.fill(shape, 0.7)));
    this.slots = this.variables.map((variable) => {
      const values = Object.entries(initialSlots(rule, variable));
      return Object.fromEntries(values.map(([name, value]) => [name, tf.variable(value)]));
    });
    this.memory = Object.fromEntries(Object.keys(rule.memory ?? {}).map((name) => [name, 0.5]));
  }

  step(step: number, gradients: readonly tf.Tensor[]): void {
    const { rule, variables, slots } = this;
    const declared = { ...rule.hyper, ...execution };
    const settings = settingsAt(rule.name, declared, resolveOptions(rule.name, declared, this.options), step);
    const scalars = rule.scalars?.(settings, step) ?? {};
    this.program ??= trace(rule, settings, Object.keys(scalars));
    const memory = this.interpret({
      rule,
      program: this.program,
      variables: variables.map((param, index) => ({ ...slots[index], param, grad: gradients[index] })),
      inputs: { ...settings, ...scalars, ...this.memory, loss: 1 / step },
      inPlace: step % 4 === 0,
      slotsAreShared: step % 3 === 0,
    });
    if (!memory) throw new Error(`${rule.name} did not fuse.`);
    this.memory = memory;
  }

  dispose(): void {
    tf.dispose([this.variables, this.slots]);
  }

  state(): Record<string, number[]> {
    const tensors = this.variables.flatMap((variable, index) =>
      Object.entries({ param: variable, ...this.slots[index] }).map(([name, tensor]) => [
        `${name} of [${variable.shape}]`,
        Array.from(tensor.dataSync()),
      ]),
    );
    return { ...Object.fromEntries(tensors), memory: Object.values(this.memory) };
  }
}

onEachBackend(() => {
  describe.each([
    ['ordinary numbers, zeros and denormals', ordinary],
    ['NaN and infinities too', wild],
  ])('the kernel equals the rule on tensors to the last bit, 100 steps: %s', (_title, specials) => {
    test.each(rules)('%s', (_name, rule, options) => {
      const fused = new Run(rule, options, fusedStep);
      const eager = new Run(rule, options, eagerStep);
      for (let step = 1; step <= 100; step++) {
        const gradients = shapes.map((shape) => gradient(shape, step, specials));
        fused.step(step, gradients);
        eager.step(step, gradients);
        tf.dispose(gradients);
        if (step % 10 === 0 || step < 5) expect(fused.state()).toStrictEqual(eager.state());
      }
      fused.dispose();
      eager.dispose();
    });
  });
});
