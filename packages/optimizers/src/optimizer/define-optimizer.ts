import type { Hyperparameters } from '../rule/hyperparameters.js';
import { type AnyRule, defineRule, type Evaluated, type Rule } from '../rule/rule.js';
import { type OptimizerOptions, ZooOptimizer } from './optimizer.js';

/** A rule's public face: `adam({ learningRate: 0.01 })` makes an optimizer, `adam.rule` is the rule itself. */
export interface OptimizerFactory<H extends Hyperparameters, Need extends Evaluated = never> {
  (options?: OptimizerOptions<H, Need>): ZooOptimizer;
  readonly rule: AnyRule;
}

/** Declares a rule (see `defineRule`) and makes its factory. */
export function defineOptimizer<
  const H extends Hyperparameters,
  const Slot extends string = never,
  const Memory extends string = never,
  Scalar extends string = never,
  const Need extends Evaluated = never,
  const VariableState extends string = never,
>(declared: Rule<H, Slot, Memory, Scalar, Need, VariableState>): OptimizerFactory<H, Need> {
  const rule = defineRule(declared) as AnyRule;
  return Object.assign((options: OptimizerOptions<H, Need> = {}) => new ZooOptimizer(rule, options), { rule });
}
