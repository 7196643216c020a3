import { extentOf, mean, share } from '../statistics.js';

/**
 * Ratios of performance (Dolan, Moré 2002): a row of times for each problem, one for each optimizer; what comes back is
 * how many times as long each took as the best. Infinity where it did not arrive, and where none did.
 */
export const performanceRatios = (times: readonly (readonly number[])[]): number[][] =>
  times.map((row) => {
    const [best] = extentOf(row);
    return row.map((time) => (time < Number.POSITIVE_INFINITY ? ratio(time, best) : Number.POSITIVE_INFINITY));
  });

/** A start within the target takes nothing: then all that start there are equals. */
const ratio = (time: number, best: number) => (time === best ? 1 : time / best);

/** Share of the problems on which an optimizer is within a factor of the best, from its ratios. */
export const performanceProfile = (ratios: readonly number[], factor: number): number =>
  share(ratios, (one) => one <= factor);

/** Up to this many times the best: what AlgoPerf integrates to (Dahl et al. 2023). */
export const longestRatio = 4;

/** The profile as one number, its mean height over factors from 1 to 4: 1 is the best on each problem. */
export const profileScore = (ratios: readonly number[]): number =>
  ratios.length === 0 ? 0 : mean(ratios.map((one) => Math.max(0, longestRatio - one) / (longestRatio - 1)));
