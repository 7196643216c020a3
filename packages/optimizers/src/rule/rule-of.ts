import { registry } from '@optimizer-zoo/schedulers';
import type { AnyRule } from './any-rule.js';

/** What a wrapper makes of a rule: it is kept as a function, so that an optimizer without wrappers loads none of theirs. */
type Wrap = (rule: AnyRule) => AnyRule;

const rules = registry<AnyRule>('rule');
const wrappers = registry<Wrap>('wrapper');

/** Makes a rule's name known to `loadLayersModel`. Another rule of that name is replaced (notebooks do). */
export const addRule = (rule: AnyRule): void => rules.add(rule.name, rule);

/** Keeps what a wrapper makes of a rule under the wrapper's name. */
export const addWrapper = (name: string, wrap: Wrap): void => wrappers.add(name, wrap);

/** The rule a saved optimizer names: `ema(lookahead(Adam))` is a rule in its wrappers. */
export function ruleOf(name: unknown): AnyRule {
  const [, wrapper, inner] = /^(\w+)\((.*)\)$/.exec(String(name)) ?? [];
  return wrapper === undefined ? rules.find(name) : wrappers.find(wrapper)(ruleOf(inner));
}
