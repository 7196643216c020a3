import type { AnyRule } from '../rule/any-rule.js';
import type { SlotState } from '../state/variable-state.js';
import { moverTo, type Target } from './mover.js';
import { MovedWeights } from './weights-at.js';

/** Takes variables to where the rule wants them, which it must; `run` makes a step of theirs with another rule. */
export function moveTo(
  target: Target,
  rule: AnyRule,
  states: readonly SlotState[],
  run: (mover: AnyRule) => void,
): MovedWeights {
  const mover = moverTo(target, rule)!;
  return new MovedWeights(
    states.map(({ tensors }) => tensors.param),
    () => {
      if (states.length > 0) run(mover);
    },
  );
}
