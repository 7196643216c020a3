import { type AnyRule, stateScalars } from '../rule/any-rule.js';
import { derived } from '../rule/derived.js';
import type { Value } from '../rule/value.js';
import type { SlotState } from '../state/variable-state.js';
import { MovedWeights } from './weights-at.js';

/** Where a rule may want its parameters for a while. */
export type Target = 'gradientAt' | 'evaluateAt';

/** Takes variables to where the rule wants them; `run` makes a step of theirs with another rule. */
export const moveTo = (
  target: Target,
  rule: AnyRule,
  states: readonly SlotState[],
  run: (mover: AnyRule) => void,
): MovedWeights =>
  new MovedWeights(
    states.map(({ tensors }) => tensors.param),
    () => {
      if (states.length > 0) run(moverTo(target, rule));
    },
  );

/** The rule that takes parameters to another point and leaves the state alone. */
function moverTo(target: Target, rule: AnyRule): AnyRule {
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
