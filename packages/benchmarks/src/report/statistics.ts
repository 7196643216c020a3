/** The middle value, or the mean of the two middle ones. Infinity counts as the largest. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b || 0); // Infinity - Infinity is NaN
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === high ? low : (low + high) / 2;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The lowest and the highest value, of however many: what is spread into Math.max must fit on the stack. */
export function extentOf(values: Iterable<number>): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/**
 * Rank of each value, the lowest first. Ties take the mean of their ranks: 1, 2.5, 2.5, 4. `ties` says whether a value
 * is one with those below it, ascending, that tie already.
 */
export function ranks(
  values: readonly number[],
  ties = (value: number, tied: readonly number[]): boolean => value === tied[0],
): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b] || 0);
  const result = new Array<number>(values.length);
  for (let start = 0, end = 1; start < order.length; start = end++) {
    const tied = [values[order[start]]];
    for (; end < order.length && ties(values[order[end]], tied); end++) tied.push(values[order[end]]);
    for (const index of order.slice(start, end)) result[index] = (start + 1 + end) / 2;
  }
  return result;
}

/** Share of the values for which `holds`. */
export const share = <T>(values: readonly T[], holds: (value: T) => boolean): number =>
  values.length === 0 ? 0 : values.filter(holds).length / values.length;
