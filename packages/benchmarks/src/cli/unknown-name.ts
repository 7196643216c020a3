import { distance } from 'fastest-levenshtein';
import { listOf } from '../report/format.js';
import { InputError } from './input-error.js';

/** The known names most like one that is not: with the fewest typos, else by initials (lr), else those it begins. */
function namesLike(name: string, known: readonly string[]): string[] {
  const typed = name.toLowerCase();
  const byInitials = known.filter((other) => initials(other) === typed);
  if (typed.length < 3) return byInitials;
  const typos = known.map((other) => typosBetween(typed, other.toLowerCase()));
  const least = Math.min(...typos);
  if (least <= Math.min(2, typed.length / 3)) return known.filter((_, index) => typos[index] === least);
  const begun = known.filter((other) => other.toLowerCase().startsWith(typed));
  return [...byInitials, ...(begun.length <= 5 ? begun : [])];
}

/** Letters that are wrong, missing or too many; two that are swapped count as one. */
function typosBetween(one: string, other: string): number {
  const typos = distance(one, other);
  return typos === 2 && sorted(one) === sorted(other) ? 1 : typos;
}

const sorted = (word: string) => [...word].sort().join('');

/** learningRate → lr */
const initials = (name: string) => `${name[0]}${name.replace(/[^A-Z]/g, '')}`.toLowerCase();

/** `did you mean adam or adamw?`, where names are alike. */
export function didYouMean(
  name: string,
  known: readonly string[],
  show = (other: string) => other,
): string | undefined {
  const near = namesLike(name, known).map(show);
  return near.length > 0 ? `did you mean ${listOf(near, 'or')}?` : undefined;
}

/** The error on a name that is not known: it tells those most like it, and all. */
export function unknownName(kind: string, name: string, known: readonly string[]): InputError {
  const near = didYouMean(name, known);
  return new InputError(`Unknown ${kind} '${name}'; ${near ? `${near} Known` : 'known'} are ${known.join(', ')}.`);
}
