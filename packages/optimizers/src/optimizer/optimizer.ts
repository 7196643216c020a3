import { checkOptions, type Schedule } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { disposeEvaluation, type GradientSource } from '../gradients/gradient-source.js';
import { reverseMode } from '../gradients/reverse-mode.js';
import { type AnyRule, ruleGiven } from '../rule/any-rule.js';
import { checkForm, formOf } from '../rule/form-of.js';
import {
  changeOptions,
  type Hyperparameters,
  type Options,
  type OptionValue,
  resolveOptions,
  settingsAt,
} from '../rule/hyperparameters.js';
import type { Evaluated } from '../rule/rule.js';
import type { Scalars } from '../rule/scalars.js';
import { userVariables } from '../state/own-variable.js';
import { SavedScalars } from '../state/saved-scalars.js';
import { fromConfig, readIterations, readMemory, savedScalars, toConfig } from '../state/serialization.js';
import { Slots } from '../state/slots.js';
import { fromTf } from '../state/tf-state.js';
import type { NamedTensor } from '../state/variable-state.js';
import { Evaluations } from './evaluations.js';
import { type ExecutionOptions, execution } from './execution.js';
import { type Group, Groups } from './groups.js';
import { checkMatch, isSameMatch, type Match, matches, type OneMatch, showMatch, warnOfStrangers } from './match.js';
import { moverTo } from './mover.js';
import { disposeMade, type GradientPair, pairGradients } from './pair-gradients.js';
import { defineReadings } from './readings.js';
import { prepareStep, runStep, type StepContext } from './run-rule.js';
import { MovedWeights } from './weights-at.js';

/** The options of an optimizer: its rule's hyperparameters, and where the gradient comes from. */
export type OptimizerOptions<H extends Hyperparameters, Need extends Evaluated = never> = Options<H> &
  ExecutionOptions & {
    /** Default: what the rule measures by; reverse mode for most. */
    gradient?: GradientSource<'grad' | Need>;
    /** Other hyperparameters for some variables: `[{ match: 'bias', options: { weightDecay: 0 } }]`. Default: none. */
    groups?: readonly Group<H>[];
    /** Variables that are left alone, as `freeze` does. Default: none. */
    frozen?: Match;
  };

/**
 * A drop-in tf.Optimizer around one rule. The way of the data:
 * loss → gradient source → host scalars → one fused kernel (or the rule on tensors) → variable and slots.
 * Each hyperparameter can be read as a property too, as on tf's optimizers: `optimizer.beta1` is its value at the coming step.
 */
export class ZooOptimizer extends tf.Optimizer {
  /** @nocollapse */
  static readonly className = 'ZooOptimizer';
  readonly rule: AnyRule;
  private readonly evaluations: Evaluations;
  private readonly options: Record<string, OptionValue>;
  private readonly groups: Groups;
  private readonly slots: Slots;
  /** Rules that take the parameters to where gradients are measured, and to where the model is evaluated. */
  private readonly toGradient?: AnyRule;
  private readonly toEvaluation?: AnyRule;
  private frozen: readonly OneMatch[] = [];
  /** Names that were given since the last step, and may mean nothing. */
  private readonly strangers = new Set<OneMatch>();
  private readonly saved = new SavedScalars();
  private kept?: Scalars;
  /** While the weights are those for evaluation. */
  private moved?: MovedWeights;

  constructor(declared: AnyRule, given: Readonly<Record<string, unknown>> = {}) {
    super();
    checkOptions(declared.name, given, `${declared.stepSize ?? 'learningRate'}: 0.01`);
    const { gradient = reverseMode, groups = [], frozen = [], ...options } = given;
    const rule = formOf(declared, options);
    this.rule = rule;
    this.evaluations = new Evaluations(rule, gradient as GradientSource);
    this.options = resolveOptions(rule.name, { ...rule.hyper, ...execution }, options, [
      'gradient',
      'groups',
      'frozen',
    ]);
    this.groups = new Groups(rule, this.options, groups as Group[]);
    this.slots = new Slots(rule, (variable) =>
      settingsAt(rule.name, rule.hyper, this.groups.of(variable).options, this.iterations + 1),
    );
    this.toGradient = moverTo('gradientAt', rule);
    this.toEvaluation = moverTo('evaluateAt', rule);
    this.freeze(frozen as Match);
    for (const { match } of this.groups.given) for (const one of [match].flat()) this.strangers.add(one);
    defineReadings(this, { owner: rule.name, hyper: rule.hyper, options: this.options });
  }

  /** Where the gradients come from. */
  get gradient(): GradientSource {
    return this.evaluations.source;
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
   * A hyperparameter as it was given or set: a value, or a schedule (after loading, a schedule made again).
   *
   * @throws if there is none of that name.
   */
  get(name: string): OptionValue {
    const { name: owner, hyper } = this.rule;
    if (Object.hasOwn(hyper, name)) return this.options[name];
    throw new Error(`${owner} has no hyperparameter '${name}'; it has ${Object.keys(hyper).join(', ')}.`);
  }

  /**
   * Changes numeric hyperparameters in mid-training; state is kept, nothing is recompiled.
   *
   * @throws if a name is not that of a numeric hyperparameter, or a value is out of its range; nothing is changed then.
   */
  set(options: Readonly<Record<string, number | Schedule>>): void {
    checkForm(`${this.rule.name}: set`, this.rule, { ...this.options, ...options });
    changeOptions(this.rule.name, this.rule.hyper, this.options, options);
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
    this.checkTraining('compute gradients');
    this.forgetGone();
    const { toGradient, evaluations, iterations } = this;
    const closure = evaluations.closureOf(loss);
    if (!toGradient) return evaluations.handOut(evaluations.evaluate(closure, variables, iterations + 1));
    if (this.slots.isWaiting) this.slots.of((variables ?? this.trainedBy(closure)).map((param) => ({ param })));
    const weights = this.moveBy(toGradient);
    try {
      return evaluations.handOut(evaluations.evaluate(closure, variables, iterations + 1));
    } finally {
      weights.putBack();
    }
  }

  override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    this.checkTraining('apply gradients');
    this.forgetGone();
    const pairs = pairGradients(this.rule.name, gradients);
    if (this.strangers.size > 0) warnOfStrangers(this.rule.name, this.strangers, userVariables());
    this.strangers.clear();
    try {
      this.stepBy(this.frozen.length > 0 ? pairs.filter(({ param }) => !matches(this.frozen, param)) : pairs);
    } finally {
      disposeMade(pairs);
    }
    this.evaluations.applied(pairs);
    this.incrementIterations();
  }

  /** The scalars that the optimizer keeps for all variables together, by name; empty before the first step. */
  get globalState(): Readonly<Scalars> {
    return { ...this.kept };
  }

  /** Leaves the variables that `match` means alone from now on: neither they nor their state change. */
  freeze(match: Match): void {
    checkMatch(`${this.rule.name}: frozen`, match);
    this.frozen = [...this.frozen, ...[match].flat()];
    for (const one of [match].flat()) this.strangers.add(one);
  }

  /**
   * Trains all variables again, or those that were frozen by just these names, expressions or predicates; warns if one of
   * them froze nothing.
   */
  thaw(match: Match = this.frozen): void {
    const thawed = [match].flat();
    for (const one of thawed) {
      if (this.frozen.some((other) => isSameMatch(one, other))) continue;
      const known = this.frozen.map(showMatch).join(', ') || 'nothing';
      console.warn(`${this.rule.name}: thaw was given ${showMatch(one)}, but what is frozen is ${known}.`);
    }
    this.frozen = this.frozen.filter((one) => !thawed.some((other) => isSameMatch(one, other)));
  }

  /**
   * Gives the variables the weights to evaluate with, such as an average, until `train` is called; for other rules it
   * does nothing. A step, and saving the optimizer, is an error meanwhile: training would go on from these weights.
   */
  eval(): void {
    this.forgetGone();
    if (this.toEvaluation && !this.moved && this.kept) this.moved = this.moveBy(this.toEvaluation);
  }

  /** Gives the variables back the weights of training. */
  train(): void {
    this.moved?.putBack();
    this.moved = undefined;
  }

  /**
   * Step count first, then the global state, then the slots as `<variable>/<slot>`, slot after slot: what a checkpoint
   * needs. As with tf's own optimizers all of them are live and the optimizer's: read or copy them before training goes
   * on, dispose none.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    this.checkTraining('be saved');
    this.forgetGone();
    const { iterations, kept, slots, saved } = this;
    return saved.only([...savedScalars(saved, iterations, kept), ...slots.export(iterations, saved)]);
  }

  /**
   * Takes copies of what `getWeights` gave, here or in another process, and goes on from there; also of what that of tf's
   * optimizer of the same algorithm gave.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const iterations = await readIterations(this.rule.name, weights[0]);
    const { globalState, rest } = await readMemory(this.rule, weights.slice(1));
    const { state, made } = fromTf(this.rule, rest, this.groups, iterations + 1);
    try {
      await this.slots.import(state, iterations);
    } finally {
      tf.dispose([...made]);
    }
    this.kept = globalState;
    await this.extractIterations(weights);
  }

  /** This optimizer, not trained yet, with another rule, further options and groups: what wrappers make. */
  rewritten(
    rule: AnyRule,
    changes: Readonly<Record<string, unknown>>,
    furtherGroups: readonly Group[] = [],
  ): ZooOptimizer {
    if (this.iterations > 0) throw new Error(`${this.rule.name} has made steps already; wrap it before it is trained.`);
    const { options, gradient, groups, frozen } = this;
    return new ZooOptimizer(rule, {
      ...options,
      gradient,
      groups: [...groups.given, ...furtherGroups],
      frozen,
      ...changes,
    });
  }

  /** What `fromConfig` needs to make this optimizer again; a schedule must be one that knows its name. */
  override getConfig(): tf.serialization.ConfigDict {
    const { rule, gradient, options, groups, frozen } = this;
    return toConfig({ rule, gradient, options, groups: groups.given, frozen });
  }

  /** @nocollapse */
  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const { rule, options } = fromConfig(config);
    return new (Class as unknown as new (...args: unknown[]) => T)(rule, options);
  }

  /** Gives back all state; a step after this is the first. */
  override dispose(): void {
    super.dispose();
    this.moved?.stay();
    this.slots.dispose();
    this.saved.dispose();
    this.moved = undefined;
    this.kept = undefined;
    this.evaluations.dispose();
    this.iterations_ = 0;
  }

  private get stepSize(): string {
    return this.rule.stepSize ?? 'learningRate';
  }

  private stepBy(pairs: readonly GradientPair[]): void {
    if (pairs.length === 0) return;
    const { rule, slots, evaluations } = this;
    const { scalars, tensors } = evaluations.besideGradients(pairs);
    const prepared = prepareStep(this.context(ruleGiven(rule, Object.keys(tensors)), scalars));
    const states = slots.of(pairs, tensors);
    this.kept = runStep(prepared, states, { slots, inPlace: this.options.inPlace === true });
    slots.advance(states);
  }

  private context(rule: AnyRule, evaluated: Scalars): StepContext {
    const { iterations, groups, kept: globalState } = this;
    return { rule, step: iterations + 1, groups, globalState, evaluated };
  }

  /** State leaves with its variables, and what is kept for all together with the last of them. */
  private forgetGone(): void {
    if (this.slots.sweep()) this.kept = undefined;
  }

  /** Takes the variables that have state to where `mover` says. */
  private moveBy(mover: AnyRule): MovedWeights {
    const { slots } = this;
    const states = slots.all();
    const move = () => {
      if (states.length > 0) runStep(prepareStep(this.context(mover, {})), states, { slots, inPlace: false });
    };
    return new MovedWeights(
      states.map(({ tensors }) => tensors.param),
      move,
    );
  }

  /** The variables of a loss, learned by running it: loaded state is theirs before their gradients are known. */
  private trainedBy(closure: () => tf.Scalar): tf.Variable[] {
    const evaluation = this.evaluations.evaluate(closure, undefined, this.iterations + 1);
    const variables = Object.keys(evaluation.grads).map((name) => tf.engine().registeredVariables[name]);
    disposeEvaluation(evaluation);
    return variables;
  }

  private checkTraining(what: string): void {
    if (!this.moved) return;
    throw new Error(`${this.rule.name} cannot ${what} while the weights are those for evaluation; call train() first.`);
  }
}

tf.serialization.registerClass(ZooOptimizer as unknown as tf.serialization.SerializableConstructor<ZooOptimizer>);
