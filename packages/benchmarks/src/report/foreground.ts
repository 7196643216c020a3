import { plural } from './format.js';
import type { Score } from './scores.js';

/** More lines than these cannot be told apart in one chart. */
const most = 12;

/** The optimizers that a chart shows in colour and by name: all of them, or the best of many. */
export const foregroundOf = (scores: readonly Score[]): ReadonlySet<string> =>
  new Set(
    [...scores]
      .sort((a, b) => a.rank - b.rank)
      .slice(0, most)
      .map(({ label }) => label),
  );

/** What a caption says of the others; nothing if there are none. */
export function othersNote(scores: readonly Score[], others: string): string {
  const count = scores.length - most;
  return count > 0 ? ` The ${most} best are shown; ${plural(count, 'other')} ${others}.` : '';
}
