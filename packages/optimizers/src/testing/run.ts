import * as tf from '@tensorflow/tfjs-core';
import { initialValues } from '../kernels/eager.js';
import type { Program } from '../kernels/graph.js';
import type { NewScalars, Step } from '../kernels/step.js';
import { traceAt } from '../kernels/trace.js';
import { execution } from '../optimizer/execution.js';
import type { ZooOptimizer } from '../optimizer/optimizer.js';
import { type AnyRule, startOf, tensorsNeeded } from '../rule/any-rule.js';
import { resolveOptions, settingsAt } from '../rule/hyperparameters.js';
import type { Scalars } from '../rule/scalars.js';
import { firstSlots } from '../state/first-slots.js';
import { fromConfig } from '../state/serialization.js';
import type { State } from './assert.js';

/** Shapes around the width of a vector instruction, and around a chunk of wasm memory. */
export const shapes = [[], [0], [3], [4], [2, 3, 2, 2], [1003], [2061]];

/** For a rule without a kernel, which knows neither, but whose work grows faster than its parameters. */
const smallShapes = [[], [0], [3], [4], [2, 3, 2, 2], [61]];

// What is strewn into gradients, from harmless to wild.
export const moderate = [0, -0, 1, -1, 0.5, 1e-6];
export const ordinary = [0, -0, 1e-40, -1e-42, 1, -1, 1e-30, -3e4];
export const wild = [...ordinary, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, -3e38];

/** Noise by number of elements, step and specials: every optimizer is given the same. */
const noises = new Map<string, Float32Array>();

function noise(size: number, step: number, specials: readonly number[]): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => {
    const phase = Math.sin(12.9898 * (i + 1) + 78.233 * step + 0.7391 * (i + 1) * (i + 1));
    return i % 5 === 0 ? specials[(i + 3 * step) % specials.length] : phase * 10 ** (((i + step) % 7) - 4);
  });
}

/** Noise of many magnitudes, with the special numbers strewn in. */
export function gradient(shape: number[], step: number, specials: readonly number[]): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const key = [size, step, specials.length].join();
  const values = noises.get(key) ?? noise(size, step, specials);
  noises.set(key, values);
  return tf.tensor(values.slice(), shape, 'float32');
}

/** The options that an optimizer has, its gradient source left out: what its rule alone knows. */
export function optionsOf(optimizer: ZooOptimizer): Record<string, unknown> {
  const { rule: _, gradient: __, groups: ___, frozen: ____, ...options } = fromConfig(optimizer.getConfig());
  return options;
}

function settingsOf(rule: AnyRule, options: Readonly<Record<string, unknown>>, step: number) {
  const declared = { ...rule.hyper, ...execution };
  return settingsAt(rule.name, declared, resolveOptions(rule.name, declared, options), step);
}

/** What an optimizer's rule is traced to. */
export const programOf = (optimizer: ZooOptimizer): Program =>
  traceAt(optimizer.rule, settingsOf(optimizer.rule, optionsOf(optimizer), 1));

/** One optimizer, taken apart, whose steps one interpreter makes. */
export class Run {
  readonly shapes: readonly number[][];
  readonly variables: tf.Variable[];
  readonly slots: Record<string, tf.Variable>[];
  globalState: Scalars;
  variableState: readonly Scalars[];
  program?: Program;

  constructor(
    readonly rule: AnyRule,
    readonly options: Record<string, unknown>,
    readonly interpret: (step: Step) => NewScalars | undefined,
  ) {
    this.shapes = rule.slotShapes ? smallShapes : shapes;
    this.variables = tf.tidy(() => this.shapes.map((shape) => tf.variable(tf.fill(shape, 0.7))));
    const settings = settingsOf(rule, options, 1);
    const total = this.variables.reduce((sum, { size }) => sum + size, 0);
    this.slots = tf.tidy(() =>
      this.variables.map((variable) => {
        const shapes = rule.slotShapes?.(variable.shape, settings, total) ?? {};
        const first = firstSlots(rule.slots, variable, shapes, (param) => initialValues(rule, param));
        return Object.fromEntries(Object.entries(first).map(([name, value]) => [name, tf.variable(value)]));
      }),
    );
    this.variableState = this.variables.map(() => startOf(rule.variableState, settings));
    this.globalState = Object.fromEntries(Object.keys(rule.globalState ?? {}).map((name) => [name, 0.5]));
  }

  step(step: number, gradients: readonly tf.Tensor[]): void {
    const { rule, variables, slots } = this;
    const settings = settingsOf(rule, this.options, step);
    this.program ??= traceAt(rule, settings);
    const needed = tensorsNeeded(rule);
    const tensors = variables.map((param, index) => {
      const { [index]: grad } = gradients;
      return { ...slots[index], param, grad, ...Object.fromEntries(needed.map((name) => [name, grad])) };
    });
    const inputs = (own: Scalars = {}) => {
      const kept = { ...this.globalState, ...own };
      return { ...settings, ...rule.hostScalars?.(settings, step, kept), ...kept, loss: 1 / step };
    };
    const results = this.interpret({
      rule,
      program: this.program,
      variables: tensors,
      inputs: rule.variableState ? this.variableState.map(inputs) : [inputs()],
      inPlace: step % 4 === 0,
      exported: new Set(step % 3 === 0 ? tensors : []),
    });
    if (!results) throw new Error(`${rule.name} did not fuse.`);
    this.globalState = results.globalState;
    this.variableState = results.variableState;
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
    this.globalState = { ...other.globalState };
    this.variableState = other.variableState;
  }

  dispose(): void {
    tf.dispose([this.variables, this.slots]);
  }

  /** Every number of the state, under the name of the tensor and its shape. */
  async state(): Promise<State> {
    const scalars = [this.globalState, ...this.variableState].flatMap((kept) => Object.values(kept));
    const state: Record<string, number[]> = { scalars };
    for (const [index, param] of this.variables.entries()) {
      for (const [name, tensor] of Object.entries({ param, ...this.slots[index] }))
        state[`${name} of [${param.shape}]`] = Array.from(await tensor.data());
    }
    return state;
  }
}
