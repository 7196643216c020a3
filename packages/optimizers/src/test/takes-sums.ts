import type { Hyperparameters, Settings } from '../hyperparameters.js';
import { trace } from '../kernels/trace.js';
import type { AnyRule } from '../rule.js';

/** Whether a rule's step has more passes than one, as it takes a sum over elements in between; no option is a schedule. */
export function takesSums(rule: AnyRule, options: Record<string, unknown>): boolean {
  const settings = options as Settings<Hyperparameters>;
  return trace(rule, settings, Object.keys(rule.scalars?.(settings, 1) ?? {})).passes.length > 1;
}
