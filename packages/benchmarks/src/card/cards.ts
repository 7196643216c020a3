import { type Card, card, methodCard } from '@optimizer-zoo/optimizers';
import { candidates, findCandidate } from '../candidates.js';
import { InputError } from '../input-error.js';

/** The card of one form of an optimizer. */
export interface FormCard extends Card {
  readonly optimizer: string;
  /** What asks for this form; undefined for the plain one. */
  readonly form?: string;
}

/** Optimizers that have a card: all but tf's. */
export const withCards: readonly string[] = Object.keys(candidates).filter((name) => !name.startsWith('tf.'));

/** The cards of an optimizer: its own, then those of forms that are no optimizer by another name. */
export function cardsOf(optimizer: string): FormCard[] {
  const { rules, method } = findCandidate(optimizer);
  if (!withCards.includes(optimizer)) {
    throw new InputError(`'${optimizer}' has no card, as it is tf's own; there are cards of ${withCards.join(', ')}.`);
  }
  if (method) return [{ optimizer, ...methodCard(method) }];
  const named = new Set(withCards.map((name) => candidates[name].rules['']));
  return Object.entries(rules)
    .filter(([form, rule]) => form === '' || !named.has(rule))
    .map(([form, rule]) => ({ optimizer, ...(form !== '' && { form }), ...card(rule) }));
}
