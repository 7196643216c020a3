import type { Hyperparameters } from '../rule/hyperparameters.js';
import { type Card, rangeOf } from './card.js';

/** What a method says of itself: one on tensors, on plain arrays, or for games. */
export interface CardFacts {
  readonly name: string;
  readonly reference: string;
  readonly checkedAgainst?: string;
  readonly hyper: Hyperparameters;
  readonly globalState?: object;
  readonly slots?: readonly string[];
  readonly state: string;
  readonly bytesPerNumber?: 4 | 8;
  readonly cost: string;
}

/** The card of an optimizer that is no rule: it has no graph to read an equation from, and says itself what a step costs. */
export function methodCard({
  name,
  reference,
  checkedAgainst,
  hyper,
  globalState = {},
  slots = [],
  state,
  bytesPerNumber = 4,
  cost,
}: CardFacts): Card {
  return {
    rule: name,
    reference,
    ...(checkedAgainst !== undefined && { checkedAgainst }),
    equations: [],
    hyperparameters: Object.entries(hyper).map(([option, declared]) => ({
      name: option,
      default: declared.default,
      range: rangeOf(declared),
    })),
    host: [],
    tensors: [],
    slots,
    variableState: [],
    globalState: Object.keys(globalState),
    state,
    bytesPerNumber,
    cost,
    needs: [],
  };
}
