import { type AnyRule, stateScalars } from '../rule/any-rule.js';
import type { Value } from '../rule/value.js';

type Point = 'gradientAt' | 'evaluateAt';

const movers = { gradientAt: new WeakMap<AnyRule, AnyRule>(), evaluateAt: new WeakMap<AnyRule, AnyRule>() };

/**
 * The rule that takes parameters to another point and leaves the state alone; undefined if they are to stay. The same one
 * each time, so that it is traced once.
 */
export function moverTo(point: Point, rule: AnyRule): AnyRule | undefined {
  if (!rule[point]) return undefined;
  const kept = [...rule.slots, ...stateScalars(rule)];
  const mover = movers[point].get(rule) ?? {
    ...rule,
    needs: [],
    update: (values) => ({
      ...Object.fromEntries(kept.map((name) => [name, values[name] as Value])),
      param: rule[point]!(values),
    }),
  };
  movers[point].set(rule, mover);
  return mover;
}
