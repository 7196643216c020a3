import jstat from 'jstat';
import { mean } from '../statistics.js';

const { centralF, tukey } = jstat.jStat;

/** Whether mean ranks differ by more than chance. */
export interface Friedman {
  /** Mean rank of each optimizer. */
  readonly meanRanks: readonly number[];
  /** Of Friedman's statistic, corrected for ties, as Iman and Davenport (1980) compare it with an F distribution. */
  readonly p: number;
  /** Mean ranks further apart differ at 5 % (Nemenyi 1963, as Demšar 2006 gives it): q √(k (k + 1) / 6n). */
  readonly criticalDifference: number;
}

/** Friedman's test (1937): a row of ranks for each problem, one for each optimizer; two of each at least. */
export function friedman(ranks: readonly (readonly number[])[]): Friedman {
  const [n, k] = [ranks.length, ranks[0].length];
  const meanRanks = ranks[0].map((_, column) => mean(ranks.map((row) => row[column])));
  const middle = (k + 1) / 2;
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const spread = ranks.reduce((sum, row) => sum + squares(row), 0) / (n * (k - 1)); // k (k + 1) / 12 without ties
  const statistic = (n * squares(meanRanks)) / spread;
  const f = ((n - 1) * statistic) / (n * (k - 1) - statistic);
  return { meanRanks, p: pOf(f, k, n), criticalDifference: criticalDifference(k, n) };
}

/** All ranks tied is no difference; the same order on each problem an infinite F. */
function pOf(f: number, k: number, n: number): number {
  if (Number.isNaN(f)) return 1;
  return Number.isFinite(f) && f >= 0 ? 1 - centralF.cdf(f, k - 1, (k - 1) * (n - 1)) : 0;
}

/** So many degrees of freedom are as good as infinitely many, which the library does not take. */
const many = 1e6;

const criticalDifference = (k: number, n: number): number =>
  (tukey.inv(0.95, k, many) / Math.SQRT2) * Math.sqrt((k * (k + 1)) / (6 * n));

/** Groups within which no two differ, as runs of neighbours in this ascending order of mean ranks; only the widest ones. */
export function alike(meanRanks: readonly number[], criticalDifference: number): [from: number, to: number][] {
  const groups = meanRanks.map((low, from): [number, number] => [
    from,
    meanRanks.findLastIndex((rank) => rank - low <= criticalDifference),
  ]);
  return groups.filter(([from, to], index) => to > from && !(index > 0 && groups[index - 1][1] >= to));
}
