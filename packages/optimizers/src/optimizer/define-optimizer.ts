import { checkOptions } from '@optimizer-zoo/schedulers';
import type { GradientSource } from '../gradients/gradient-source.js';
import type { RandomSource } from '../gradients/random.js';
import type { DefinedRule } from '../rule/define-rule.js';
import type { Evaluated } from '../rule/evaluated.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import type { Rule } from '../rule/rule.js';
import { addRule } from '../rule/rule-of.js';
import type { DrawingRule } from '../rules/on-tensors/tensor-rule-over-all.js';
import { defineRule, ownRule } from './define-rule.js';
import { type OptimizerOptions, ZooOptimizer } from './optimizer.js';

/** A rule's public face: `adam({ learningRate: 0.01 })` makes an optimizer, `adam.rule` is the rule itself. */
export interface OptimizerFactory<H extends Hyperparameters = Hyperparameters, Need extends Evaluated = Evaluated> {
  (options?: OptimizerOptions<H, Need>): ZooOptimizer;
  readonly rule: DefinedRule<H, Need>;
  /** What measures unless the option `gradient` says otherwise; reverse mode unless stated. */
  readonly gradient?: GradientSource;
}

/** The face of a rule that draws. */
export interface DrawingFactory<H extends Hyperparameters, Need extends Evaluated> extends OptimizerFactory<H, Need> {
  /** `random`: another source of random numbers than the seed; it cannot be saved. */
  (options?: OptimizerOptions<H, Need> & { random?: RandomSource }): ZooOptimizer;
}

/** What makes optimizers of a rule with its parts, whose name becomes known to loaders; `gradient` is what its `measuredBy` names. */
export function optimizerWith<const H extends Hyperparameters, const Need extends Evaluated>(
  rule: DrawingRule<H, Need>,
  gradient?: GradientSource<'grad' | Need>,
): DrawingFactory<H, Need>;
export function optimizerWith<const H extends Hyperparameters, const Need extends Evaluated>(
  rule: DefinedRule<H, Need>,
  gradient?: GradientSource<'grad' | Need>,
): OptimizerFactory<H, Need>;
export function optimizerWith<const H extends Hyperparameters, const Need extends Evaluated>(
  rule: DefinedRule<H, Need>,
  gradient?: GradientSource<'grad' | Need>,
): OptimizerFactory<H, Need> {
  addRule(rule);
  const make = (given: OptimizerOptions<H, Need> & { random?: RandomSource } = {}) => {
    checkOptions(rule.name, given, `${rule.stepSize ?? 'learningRate'}: 0.01`);
    const { random, ...options } = given;
    return new ZooOptimizer(random && rule.draws ? { ...rule, random } : rule, {
      ...options,
      ...(gradient && { gradient: options.gradient ?? gradient }),
      ...(random && !rule.draws && { random }),
    });
  };
  return Object.assign(make, { rule, ...(gradient && { gradient: gradient as GradientSource }) });
}

/** What makes optimizers of any rule; `gradient` is what its `measuredBy` names. */
export const optimizerOf = ((rule: DefinedRule, gradient?: GradientSource<never>) =>
  optimizerWith(ownRule(rule), gradient as never)) as typeof optimizerWith;

/** Declares a rule (see `defineRule`) and makes its factory. */
export function defineOptimizer<
  const H extends Hyperparameters,
  const Slot extends string = never,
  const Global extends string = never,
  Scalar extends string = never,
  const Need extends Evaluated = never,
  const Own extends string = never,
  const OnlyIf extends string = never,
>(
  rule: Rule<H, Slot, Global, Scalar, Need, Own, OnlyIf>,
  gradient?: GradientSource<'grad' | Need>,
): OptimizerFactory<H, Need> {
  return optimizerWith(defineRule(rule), gradient);
}
