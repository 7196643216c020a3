import { defaultOf } from '../rule/hyperparameters.js';
import type { Method } from '../second-order/method.js';
import { type Card, rangeOf } from './card.js';

/** The card of an optimizer that is no rule: it has no graph to read an equation from, and says itself what a step costs. */
export function methodCard({ name, reference, checkedAgainst, hyper, memory = {}, slots, state, cost }: Method): Card {
  return {
    rule: name,
    reference,
    ...(checkedAgainst !== undefined && { checkedAgainst }),
    equations: [],
    hyperparameters: Object.entries(hyper).map(([option, declared]) => ({
      name: option,
      default: defaultOf(declared),
      range: rangeOf(declared),
    })),
    host: [],
    slots,
    scalarSlots: [],
    memory: Object.keys(memory),
    state,
    cost,
    needs: [],
  };
}
