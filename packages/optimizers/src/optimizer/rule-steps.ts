import type * as tf from '@tensorflow/tfjs-core';
import type { AnyRule } from '../rule/any-rule.js';
import { ruleGiven } from '../rule/any-rule.js';
import type { OptionValue } from '../rule/hyperparameters.js';
import type { Scalars } from '../rule/scalars.js';
import type { Slots } from '../state/slots.js';
import type { BesideGradient } from './beside-gradient.js';
import type { Groups } from './groups.js';
import type { Target } from './mover.js';
import type { GradientPair } from './pair-gradients.js';
import { prepareStep, runStep, type StepContext } from './run-rule.js';
import type { MovedWeights } from './weights-at.js';
import { partsOf } from './with-parts.js';

/** Where training is: the coming step, and the global state, undefined before the first. */
interface Progress {
  readonly step: number;
  readonly globalState: Scalars | undefined;
}

/** The steps of a rule on an optimizer's variables: settings, then variables, then kernels. */
export class RuleSteps {
  constructor(
    private readonly rule: AnyRule,
    private readonly slots: Slots,
    private readonly groups: Groups<tf.Variable>,
    private readonly options: Readonly<Record<string, OptionValue>>,
  ) {}

  /** One step; gives the new global state. */
  make(
    pairs: readonly GradientPair[],
    progress: Progress,
    { scalars, tensors }: BesideGradient = { scalars: {}, tensors: {} },
  ): Scalars {
    const { slots, options } = this;
    const prepared = prepareStep(this.context(ruleGiven(this.rule, Object.keys(tensors)), scalars, progress));
    const states = slots.of(pairs, tensors);
    const globalState = runStep(prepared, states, slots, options.inPlace === true);
    slots.advance(states);
    return globalState;
  }

  /** Takes the variables that have state to where the rule wants them; undefined if they are to stay. */
  moveTo(target: Target, progress: Progress): MovedWeights | undefined {
    const { rule, slots } = this;
    if (!rule[target]) return undefined;
    const states = slots.all();
    return partsOf(rule).moveTo?.(target, rule, states, (mover) => {
      runStep(prepareStep(this.context(mover, {}, progress)), states, slots, false);
    });
  }

  private context(rule: AnyRule, evaluated: Scalars, { step, globalState }: Progress): StepContext {
    return { rule, evaluated, groups: this.groups, step, globalState };
  }
}
