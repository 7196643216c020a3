import { type Card, card, methodCard } from '@optimizer-zoo/optimizers/card';
import { candidates, findCandidate } from '../candidates/candidates.js';
import { InputError } from '../cli/input-error.js';

/** The card of one form of an optimizer. */
export interface FormCard extends Card {
  readonly optimizer: string;
  /** What it is imported from, where that is not the main entry. */
  readonly from?: string;
  /** What asks for this form; undefined for the plain one. */
  readonly form?: string;
}

/** Optimizers whose card is read from their rule, or what they say of themselves: all but tf's. */
export const withCards: readonly string[] = Object.keys(candidates).filter(
  (name) => candidates[name].facts ?? candidates[name].rules[''],
);

/** Those of them that are of the main entry. */
export const ofMainEntry: readonly string[] = withCards.filter((name) => !candidates[name].entry);

/** The cards of one of the zoo's: its own, then those of its forms. */
export function cardsOf(optimizer: string): FormCard[] {
  const { rules, facts, entry } = findCandidate(optimizer);
  if (facts) {
    const from = entry && { from: `@optimizer-zoo/optimizers/${entry}` };
    return [{ optimizer, ...from, ...methodCard(facts) }];
  }
  const { '': plain } = rules;
  if (!plain) throw new InputError(`${optimizer} has no card; cards are there of ${withCards.join(', ')}.`);
  return Object.entries({ '': {}, ...plain.forms }).map(([form, options]) => ({
    optimizer,
    ...(form !== '' && { form }),
    ...card(plain, options),
  }));
}
