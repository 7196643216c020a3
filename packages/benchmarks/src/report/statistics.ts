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

/** Rank of each value, the lowest first: 1, 2, 2, 4. Equals share a rank. */
export const ranks = (values: readonly number[]): number[] =>
  values.map((value) => 1 + values.filter((other) => other < value).length);

/** Share of the values for which `holds`. */
export const share = <T>(values: readonly T[], holds: (value: T) => boolean): number =>
  values.length === 0 ? 0 : values.filter(holds).length / values.length;
