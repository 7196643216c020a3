import type { Schedule, Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { type GradientSource, sourceFromJSON } from '../gradients/gradient-source.js';
import { reverseMode } from '../gradients/reverse-mode.js';
import { initialValues } from '../kernels/eager.js';
import type { AnyRule } from '../rule/any-rule.js';
import type { Evaluated } from '../rule/evaluated.js';
import { type Hyperparameters, type Options, settingsAt } from '../rule/hyperparameters.js';
import { ruleOf } from '../rule/rule-of.js';
import { fromConfig, toConfig } from '../state/serialization.js';
import type { NamedTensor } from '../state/variable-state.js';
import { Adapter } from './adapter.js';
import { Evaluations } from './evaluations.js';
import { type ExecutionOptions, execution } from './execution.js';
import { Groups } from './groups.js';
import { disposeMade, pairGradients } from './pair-gradients.js';
import { RuleSteps } from './rule-steps.js';
import type { Group, Match } from './variable-match.js';
import type { MovedWeights } from './weights-at.js';
import { partsOf } from './with-parts.js';

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
export class ZooOptimizer extends Adapter {
  /** @nocollapse */
  static readonly className = 'ZooOptimizer';
  readonly rule: AnyRule;
  private readonly evaluations: Evaluations;
  private readonly groups: Groups<tf.Variable>;
  private readonly ruleSteps: RuleSteps;
  /** While the weights are those for evaluation. */
  private moved?: MovedWeights;

  constructor(declared: AnyRule, given: Readonly<Record<string, unknown>> = {}) {
    const { forms } = partsOf(declared);
    const rule = forms?.formOf(declared, given ?? {}) ?? declared;
    super(rule, given, {
      declared: execution,
      own: ['gradient', 'groups'],
      firstValues: (variable) => initialValues(rule, variable),
    });
    const { gradient = rule.measuredBy ? sourceFromJSON(rule.measuredBy) : reverseMode, groups = [] } = given;
    this.rule = rule;
    this.evaluations = new Evaluations(rule, gradient as GradientSource);
    this.groups = new Groups(rule, this.options, groups as Group[], forms?.checkForm);
    for (const { match } of this.groups.given) this.frozen.expect(match);
    this.ruleSteps = new RuleSteps(rule, this.slots, this.groups, this.options);
  }

  /** Where the gradients come from. */
  get gradient(): GradientSource {
    return this.evaluations.source;
  }

  override set(options: Readonly<Record<string, number | Schedule>>): void {
    partsOf(this.rule).forms?.checkForm(`${this.rule.name}: set`, this.rule, { ...this.options, ...options });
    super.set(options);
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
    const { rule, evaluations, iterations } = this;
    const closure = evaluations.closureOf(loss);
    if (rule.gradientAt && this.slots.isWaiting) {
      // loaded state goes to its variables before their gradients are known
      const trained = new Set(variables ?? evaluations.variablesOf(closure, iterations + 1));
      this.slots.of([...trained].map((param) => ({ param })));
    }
    const moved = this.ruleSteps.moveTo('gradientAt', this.progress);
    try {
      const measured = this.frozen.hold(variables, () => evaluations.evaluate(closure, variables, iterations + 1));
      return evaluations.handOut(measured);
    } finally {
      moved?.putBack();
    }
  }

  override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    this.checkTraining('apply gradients');
    this.forgetGone();
    const { pending } = this.evaluations;
    const pairs = pairGradients(this.rule.name, gradients);
    this.frozen.warnOfStrangers();
    try {
      const trained = pairs.filter(({ param }) => !this.frozen.has(param));
      if (trained.length > 0) this.kept = this.ruleSteps.make(trained, this.progress, pending?.beside(trained));
    } finally {
      disposeMade(pairs);
    }
    pending?.applied(pairs);
    this.incrementIterations();
  }

  /**
   * Gives the variables the weights to evaluate with, such as an average, until `train` is called; for other rules it
   * does nothing. A step, and saving the optimizer, is an error meanwhile: training would go on from these weights.
   */
  eval(): void {
    this.forgetGone();
    if (!this.moved && this.kept) this.moved = this.ruleSteps.moveTo('evaluateAt', this.progress);
  }

  /** Gives the variables back the weights of training. */
  train(): void {
    this.moved?.putBack();
    this.moved = undefined;
  }

  override async getWeights(): Promise<NamedTensor[]> {
    this.checkTraining('be saved');
    return super.getWeights();
  }

  /** This optimizer, not trained yet, with another rule, further options and groups: what wrappers make. */
  rewritten(
    rule: AnyRule,
    changes: Readonly<Record<string, unknown>>,
    furtherGroups: readonly Group[] = [],
  ): ZooOptimizer {
    if (this.iterations > 0) throw new Error(`${this.rule.name} has made steps already; wrap it before.`);
    const { options, gradient, groups, frozen } = this;
    return new ZooOptimizer(rule, {
      ...options,
      gradient,
      groups: [...groups.given, ...furtherGroups],
      frozen: frozen.given,
      ...changes,
    });
  }

  /** What `fromConfig` needs to make this optimizer again; a schedule must be one that knows its name. */
  override getConfig(): tf.serialization.ConfigDict {
    const { rule, gradient, options, groups, frozen } = this;
    const { name: owner } = rule;
    if (rule.random) throw new Error(`${owner}: random is a function, which cannot be saved; use seed.`);
    return { rule: owner, ...toConfig({ owner, gradient, options, groups: groups.given, frozen: frozen.given }) };
  }

  /** @nocollapse */
  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    { rule, ...config }: tf.serialization.ConfigDict,
  ): T {
    return new (Class as unknown as new (...args: unknown[]) => T)(ruleOf(rule), fromConfig(config));
  }

  override dispose(): void {
    super.dispose();
    this.moved?.stay();
    this.moved = undefined;
    this.evaluations.dispose();
  }

  /** Also of what tf's optimizer of the same algorithm gave. */
  protected override async importState(saved: readonly NamedTensor[], iterations: number): Promise<void> {
    const { rule, groups, options } = this;
    const own = groups.given.map((group) => group.options);
    const taken = partsOf(rule).fromTf?.(rule, saved, [options, ...own], iterations + 1);
    try {
      await super.importState(taken?.state ?? saved, iterations);
    } finally {
      if (taken) tf.dispose([...taken.made]);
    }
  }

  protected override settingsOf(variable: tf.Variable): Settings<Hyperparameters> {
    const { rule, groups, iterations } = this;
    return settingsAt(rule.name, rule.hyper, groups.of(variable).options, iterations + 1);
  }

  private get progress() {
    return { step: this.iterations + 1, globalState: this.kept };
  }

  private checkTraining(what: string): void {
    if (!this.moved) return;
    throw new Error(`${this.rule.name} cannot ${what} while the weights are those for evaluation; call train() first.`);
  }
}

tf.serialization.registerClass(ZooOptimizer as unknown as tf.serialization.SerializableConstructor<ZooOptimizer>);
