import { type Card, card, methodCard } from '@optimizer-zoo/optimizers/card';
import { candidates, findCandidate } from '../candidates/candidates.js';
import { InputError } from '../cli/input-error.js';

/** The card of one form of an optimizer. */
export interface FormCard extends Card {
  readonly optimizer: string;
  /** What asks for this form; undefined for the plain one. */
  readonly form?: string;
}

/** Optimizers whose card is read from their rule or method: all but tf's, and methods for games. */
export const withCards: readonly string[] = Object.keys(candidates).filter(
  (name) => candidates[name].method ?? candidates[name].rules[''],
);

/** The cards of one of the zoo's: its own, then those of its forms. */
export function cardsOf(optimizer: string): FormCard[] {
  const { rules, method } = findCandidate(optimizer);
  if (method) return [{ optimizer, ...methodCard(method) }];
  const { '': plain } = rules;
  if (!plain)
    throw new InputError(`${optimizer} has no card, as it is no rule; cards are there of ${withCards.join(', ')}.`);
  return Object.entries({ '': {}, ...plain.forms }).map(([form, options]) => ({
    optimizer,
    ...(form !== '' && { form }),
    ...card(plain, options),
  }));
}
