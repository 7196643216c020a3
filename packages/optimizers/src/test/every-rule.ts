import type { AnyRule } from '../rule.js';
import { optionsOf } from '../testing/run.js';
import { everyOptimizer } from './every-optimizer.js';

/** The rule and the options of every optimizer. */
export const everyRule: readonly [name: string, rule: AnyRule, options: Record<string, unknown>][] = Object.entries(
  everyOptimizer,
).map(([name, make]) => {
  const optimizer = make();
  return [name, optimizer.rule, optionsOf(optimizer)];
});
