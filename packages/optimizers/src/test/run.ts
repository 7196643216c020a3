import * as tf from '@tensorflow/tfjs';
import { execution } from '../execution.js';
import { resolveOptions, settingsAt } from '../hyperparameters.js';
import { initialSlots } from '../kernels/eager.js';
import type { Program } from '../kernels/graph.js';
import { GraphBuilder } from '../kernels/graph-builder.js';
import type { Memory, Remembered, Step } from '../kernels/step.js';
import { trace } from '../kernels/trace.js';
import type { AnyRule } from '../rule.js';
import { everyOptimizer } from './every-optimizer.js';

/** The rule and the options of every optimizer. */
export const everyRule: readonly [name: string, rule: AnyRule, options: Record<string, unknown>][] = Object.entries(
  everyOptimizer,
).map(([name, make]) => {
  const optimizer = make();
  const { rule: _rule, gradient: _gradient, ...options } = optimizer.getConfig();
  return [name, optimizer.rule, options];
});

export const shapes = [[], [0], [3], [4], [2, 3, 2, 2], [1003], [2061]];
export const ordinary = [0, -0, 1e-40, -1e-42, 1, -1, 1e-30, -3e4];
export const wild = [...ordinary, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, -3e38];

/** Noise of many magnitudes, with the special numbers strewn in. */
export function gradient(shape: number[], step: number, specials: readonly number[]): tf.Tensor {
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => {
    const phase = Math.sin(12.9898 * (i + 1) + 78.233 * step + 0.7391 * (i + 1) * (i + 1));
    return i % 5 === 0 ? specials[(i + 3 * step) % specials.length] : phase * 10 ** (((i + step) % 7) - 4);
  });
  return tf.tensor(values, shape, 'float32');
}

/** One optimizer, taken apart, whose steps one interpreter makes. */
export class Run {
  readonly variables: tf.Variable[];
  readonly slots: Record<string, tf.Variable>[];
  memory: Memory;
  scalarSlots: readonly Memory[];
  program?: Program;

  constructor(
    readonly rule: AnyRule,
    readonly options: Record<string, unknown>,
    readonly interpret: (step: Step) => Remembered | undefined,
    readonly builder = new GraphBuilder(),
  ) {
    this.variables = tf.tidy(() => shapes.map((shape) => tf.variable(tf.fill(shape, 0.7))));
    this.slots = tf.tidy(() =>
      this.variables.map((variable) => {
        const values = Object.entries(initialSlots(rule, variable));
        return Object.fromEntries(values.map(([name, value]) => [name, tf.variable(value)]));
      }),
    );
    this.scalarSlots = this.variables.map(() => ({ ...rule.scalarSlots }));
    this.memory = Object.fromEntries(Object.keys(rule.memory ?? {}).map((name) => [name, 0.5]));
  }

  step(step: number, gradients: readonly tf.Tensor[]): void {
    const { rule, variables, slots } = this;
    const declared = { ...rule.hyper, ...execution };
    const settings = settingsAt(rule.name, declared, resolveOptions(rule.name, declared, this.options), step);
    const scalars = rule.scalars?.(settings, step, this.memory) ?? {};
    this.program ??= trace(rule, settings, Object.keys(scalars), this.builder);
    const tensors = variables.map((param, index) => ({ ...slots[index], param, grad: gradients[index] }));
    const inputs = { ...settings, ...scalars, ...this.memory, loss: 1 / step };
    const results = this.interpret({
      rule,
      program: this.program,
      variables: tensors,
      inputs: rule.scalarSlots ? this.scalarSlots.map((own) => ({ ...inputs, ...own })) : [inputs],
      inPlace: step % 4 === 0,
      exported: new Set(step % 3 === 0 ? tensors : []),
    });
    if (!results) throw new Error(`${rule.name} did not fuse.`);
    this.memory = results.memory;
    this.scalarSlots = results.scalarSlots;
  }

  /** Takes over the state of another run. */
  copy(other: Run): void {
    const assign = (to: tf.Variable, from: tf.Variable) => tf.tidy(() => to.assign(tf.mul(from, 1)));
    this.variables.forEach((variable, i) => {
      assign(variable, other.variables[i]);
    });
    this.slots.forEach((slots, i) => {
      for (const [name, slot] of Object.entries(slots)) assign(slot, other.slots[i][name]);
    });
    this.memory = { ...other.memory };
    this.scalarSlots = other.scalarSlots;
  }

  dispose(): void {
    tf.dispose([this.variables, this.slots]);
  }

  /** All numbers of the state, on backends that cannot read at once. */
  async read(): Promise<number[]> {
    const tensors = [...this.variables, ...this.slots.flatMap((slots) => Object.values(slots))];
    const arrays = await Promise.all(tensors.map((tensor) => tensor.data()));
    return [...arrays.flatMap((array) => [...array]), ...this.numbers()];
  }

  state(): Record<string, number[]> {
    const tensors = this.variables.flatMap((variable, index) =>
      Object.entries({ param: variable, ...this.slots[index] }).map(([name, tensor]) => [
        `${name} of [${variable.shape}]`,
        Array.from(tensor.dataSync()),
      ]),
    );
    return { ...Object.fromEntries(tensors), memory: this.numbers() };
  }

  private numbers(): number[] {
    return [this.memory, ...this.scalarSlots].flatMap((scalars) => Object.values(scalars));
  }
}
