import { type AnyRule, stateScalars } from '../rule/any-rule.js';
import { derived } from '../rule/derived.js';
import type { Value } from '../rule/value.js';

/** Where a rule may want its parameters for a while. */
export type Target = 'gradientAt' | 'evaluateAt';

/** The rule that takes parameters to another point and leaves the state alone; undefined if they are to stay. */
export function moverTo(target: Target, rule: AnyRule): AnyRule | undefined {
  if (!rule[target]) return undefined;
  return derived(rule, target, () => {
    const kept = [...rule.slots, ...stateScalars(rule)];
    return {
      ...rule,
      needs: [],
      update: (values) => ({
        ...Object.fromEntries(kept.map((name) => [name, values[name] as Value])),
        param: rule[target]!(values),
      }),
    };
  });
}
