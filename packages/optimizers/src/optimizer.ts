import { checkOptions, type Schedule } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { type Algebra, builders, type ExecutionOptions, execution } from './execution.js';
import { type GradientSource, isGradientSource } from './gradients/gradient-source.js';
import { reverseMode } from './gradients/reverse-mode.js';
import { keepsHalfPrecision, raiseForHalfPrecision } from './half-precision.js';
import {
  checkHyperparameter,
  type Hyperparameters,
  isNumeric,
  type Options,
  type OptionValue,
  resolveOptions,
  type Settings,
  settingsAt,
} from './hyperparameters.js';
import { eagerStep } from './kernels/eager.js';
import { fusedStep } from './kernels/fused.js';
import type { Program } from './kernels/graph.js';
import { type Memory, remembered } from './kernels/step.js';
import { trace } from './kernels/trace.js';
import { pairGradients } from './pair-gradients.js';
import { type AnyRule, defineRule, type Rule, type Signal } from './rule.js';
import { checkIterations, configOf, optionsFrom, readMemory, savedMemory } from './serialization.js';
import { type NamedTensor, Slots } from './slots.js';

/** The options of an optimizer: its rule's hyperparameters, and where the gradient comes from. */
export type OptimizerOptions<H extends Hyperparameters, Need extends Signal = never> = Options<H> &
  ExecutionOptions & {
    /** Default: reverse mode. */
    gradient?: GradientSource<'grad' | Need>;
  };

/**
 * A drop-in tf.Optimizer around one rule. The way of the data:
 * loss → gradient source → host scalars → one fused kernel (or the rule on tensors) → variable and slots.
 */
export class ZooOptimizer extends tf.Optimizer {
  /** @nocollapse */
  static readonly className = 'ZooOptimizer';
  readonly rule: AnyRule;
  readonly gradient: GradientSource;
  private readonly declared: Hyperparameters;
  private readonly options: Record<string, OptionValue>;
  private readonly slots: Slots;
  private memory?: Memory;
  private program?: Program;
  private lastLoss?: number;

  constructor(rule: AnyRule, given: Readonly<Record<string, unknown>> = {}) {
    super();
    checkOptions(rule.name, given, `${rule.stepSize ?? 'learningRate'}: 0.01`);
    const { gradient = reverseMode, ...options } = given;
    if (!isGradientSource(gradient)) {
      throw new Error(
        `${rule.name}: gradient is ${String(gradient)}, but must be a gradient source such as reverseMode.`,
      );
    }
    for (const need of ['grad', ...(rule.needs ?? [])] as const) {
      if (!gradient.provides.includes(need)) {
        throw new Error(
          `${rule.name} needs '${need}', but ${gradient.name} provides only ${gradient.provides.join(', ')}.`,
        );
      }
    }
    this.rule = rule;
    this.gradient = gradient;
    this.declared = { ...rule.hyper, ...execution };
    this.options = resolveOptions(rule.name, this.declared, options);
    this.slots = new Slots(rule);
  }

  /** The step size at the coming step. Setting it, to a number or a schedule, replaces a schedule. */
  get learningRate(): number {
    const option = this.options[this.stepSize];
    return typeof option === 'function' ? option(this.iterations + 1) : (option as number);
  }

  set learningRate(value: number | Schedule) {
    this.set({ [this.stepSize]: value });
  }

  /** As on tf.SGDOptimizer. */
  setLearningRate(value: number | Schedule): void {
    this.set({ [this.stepSize]: value });
  }

  /**
   * Changes numeric hyperparameters in mid-training; state is kept, nothing is recompiled.
   *
   * @throws if a name is not that of a numeric hyperparameter, or a value is out of its range; nothing is changed then.
   */
  set(options: Readonly<Record<string, number | Schedule>>): void {
    const { name: owner, hyper } = this.rule;
    for (const [name, value] of Object.entries(options)) {
      if (!Object.hasOwn(hyper, name) || !isNumeric(hyper[name])) {
        const numeric = Object.keys(hyper).filter((key) => isNumeric(hyper[key]));
        throw new Error(`${owner}: '${name}' cannot be set; these can: ${numeric.join(', ')}.`);
      }
      if (typeof value !== 'function') checkHyperparameter(owner, name, hyper[name], value);
    }
    Object.assign(this.options, options);
  }

  override minimize(loss: () => tf.Scalar, returnCost = false, variables?: tf.Variable[]): tf.Scalar | null {
    const { value, grads } = this.computeGradients(loss, variables);
    let isReturned = false;
    try {
      this.applyGradients(variables ? variables.map(({ name }) => ({ name, tensor: grads[name] })) : grads);
      isReturned = returnCost;
    } finally {
      tf.dispose(grads);
      if (!isReturned) value.dispose();
    }
    return isReturned ? value : null;
  }

  override computeGradients(
    loss: () => tf.Scalar,
    variables?: tf.Variable[],
  ): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    const { value, grads } = this.gradient.evaluate(loss, variables);
    if (this.rule.needs?.includes('loss')) this.lastLoss = value.dataSync()[0];
    return { value, grads };
  }

  override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    const { rule } = this;
    const pairs = pairGradients(rule.name, gradients);
    if (pairs.length > 0) {
      const step = this.iterations + 1;
      const settings = settingsAt(rule.name, this.declared, this.options, step);
      if (keepsHalfPrecision()) raiseForHalfPrecision(rule.name, rule.hyper, settings);
      const scalars = rule.scalars?.(settings, step) ?? {};
      const memory = this.memory ?? startOfMemory(rule, settings);
      this.program ??= trace(rule, settings, Object.keys(scalars), builders[this.options.algebra as Algebra]());
      const input = {
        rule,
        program: this.program,
        variables: this.slots.of(pairs),
        inputs: Object.assign(settings, scalars, memory, this.signals()), // spreading takes several times as long
        inPlace: this.options.inPlace === true,
        exported: this.slots.exported,
      };
      this.memory = fusedStep(input) ?? eagerStep(input);
      for (const variable of input.variables) this.slots.exported.delete(variable);
    }
    this.incrementIterations();
  }

  /**
   * Step count first, then the scalar memory, then the slots as `<variable>/<slot>`: what a checkpoint needs. As with tf's
   * own optimizers the slots are live: read or copy them before training goes on. Scalars are the caller's to dispose.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    return [await this.saveIterations(), ...savedMemory(this.memory), ...this.slots.export()];
  }

  /** Takes copies of what `getWeights` gave, here or in another process, and goes on from there. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    await checkIterations(this.rule.name, weights[0]);
    const { memory, rest } = await readMemory(this.rule, weights.slice(1));
    this.slots.import(rest);
    this.memory = memory;
    await this.extractIterations(weights);
  }

  /** What `fromConfig` needs to make this optimizer again; a schedule must be one that knows its name. */
  override getConfig(): tf.serialization.ConfigDict {
    return configOf(this.rule, this.options, this.gradient);
  }

  /** @nocollapse */
  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const { rule, options } = optionsFrom(config);
    return new (Class as unknown as new (...args: unknown[]) => T)(rule, options);
  }

  /** Gives back all state; a step after this is the first. */
  override dispose(): void {
    super.dispose();
    this.slots.dispose();
    this.memory = undefined;
    this.lastLoss = undefined;
    this.iterations_ = 0;
  }

  private get stepSize(): string {
    return this.rule.stepSize ?? 'learningRate';
  }

  private signals(): Record<string, number> {
    if (!this.rule.needs?.includes('loss')) return {};
    if (this.lastLoss === undefined) {
      throw new Error(`${this.rule.name} needs the loss: call minimize, or computeGradients before applyGradients.`);
    }
    const loss = this.lastLoss;
    this.lastLoss = undefined;
    return { loss };
  }
}

tf.serialization.registerClass(ZooOptimizer as unknown as tf.serialization.SerializableConstructor<ZooOptimizer>);

function startOfMemory(rule: AnyRule, settings: Settings<Hyperparameters>): Memory {
  const entries = Object.entries(rule.memory ?? {}).map(([name, start]) => [
    name,
    remembered(typeof start === 'function' ? start(settings as never) : start),
  ]);
  return Object.fromEntries(entries);
}

/** A rule's public face: `adam({ learningRate: 0.01 })` makes an optimizer, `adam.rule` is the rule itself. */
export interface OptimizerFactory<H extends Hyperparameters, Need extends Signal = never> {
  (options?: OptimizerOptions<H, Need>): ZooOptimizer;
  readonly rule: AnyRule;
}

/** Declares a rule (see `defineRule`) and makes its factory. */
export function defineOptimizer<
  const H extends Hyperparameters,
  const Slot extends string = never,
  const Memory extends string = never,
  Scalar extends string = never,
  const Need extends Signal = never,
>(declared: Rule<H, Slot, Memory, Scalar, Need>): OptimizerFactory<H, Need> {
  const rule = defineRule(declared) as AnyRule;
  return Object.assign((options: OptimizerOptions<H, Need> = {}) => new ZooOptimizer(rule, options), { rule });
}
