import { type AnyRule, stateScalars } from '../rule/any-rule.js';
import type { Value } from '../rule/value.js';

/** Where a rule may want its parameters for a while. */
export type Target = 'gradientAt' | 'evaluateAt';

const movers = { gradientAt: new WeakMap<AnyRule, AnyRule>(), evaluateAt: new WeakMap<AnyRule, AnyRule>() };

/**
 * The rule that takes parameters to another point and leaves the state alone; undefined if they are to stay. The same one
 * each time, so that it is traced once.
 */
export function moverTo(target: Target, rule: AnyRule): AnyRule | undefined {
  if (!rule[target]) return undefined;
  const kept = [...rule.slots, ...stateScalars(rule)];
  const mover = movers[target].get(rule) ?? {
    ...rule,
    needs: [],
    update: (values) => ({
      ...Object.fromEntries(kept.map((name) => [name, values[name] as Value])),
      param: rule[target]!(values),
    }),
  };
  movers[target].set(rule, mover);
  return mover;
}
