import type { SecondOrderMethod } from '../second-order/method.js';
import { type Card, rangeOf } from './card.js';

/** The card of an optimizer that is no rule: it has no graph to read an equation from, and says itself what a step costs. */
export function methodCard({
  name,
  reference,
  checkedAgainst,
  hyper,
  globalState = {},
  slots,
  state,
  cost,
}: SecondOrderMethod): Card {
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
    slots,
    variableState: [],
    globalState: Object.keys(globalState),
    state,
    cost,
    needs: [],
  };
}
