import type { AnyRule } from './any-rule.js';
import type { Evaluated } from './evaluated.js';
import type { Hyperparameters } from './hyperparameters.js';
import type { Rule } from './rule.js';

/** A rule of which options and needs are still known. */
export interface DefinedRule<H extends Hyperparameters = Hyperparameters, Need extends Evaluated = Evaluated>
  extends AnyRule {
  readonly hyper: H;
  readonly needs?: readonly Need[];
}

/** Declares a rule: types are inferred from the literal. What makes a tf.Optimizer of it makes its name known to loaders. */
export function defineRule<
  const H extends Hyperparameters,
  const Slot extends string = never,
  const Global extends string = never,
  Scalar extends string = never,
  const Need extends Evaluated = never,
  const Own extends string = never,
  const OnlyIf extends string = never,
>(declared: Rule<H, Slot, Global, Scalar, Need, Own, OnlyIf>): DefinedRule<H, Need> {
  return declared as unknown as DefinedRule<H, Need>;
}

/** The same algorithm under another name, with other defaults. */
export function renamedRule<H extends Hyperparameters, Need extends Evaluated>(
  rule: DefinedRule<H, Need>,
  { name, hyper }: { name: string; hyper: Partial<H> },
): DefinedRule<H, Need> {
  return { ...rule, name, hyper: { ...rule.hyper, ...hyper } };
}
