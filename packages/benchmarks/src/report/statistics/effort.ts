import { mean, share } from '../statistics.js';

/** What one run spent until it was within each target, the easiest first, as far as it came; and in all. */
export interface Effort {
  readonly hits: readonly number[];
  readonly total: number;
}

/**
 * Expected running time to a target (Hansen, Auger, Ros, Finck, Pošík 2009): all that was spent until the target, in vain
 * too, over the number of runs that reached it. Infinity where none did.
 */
export function expectedRunningTime(runs: readonly Effort[], target: number): number {
  const spent = runs.reduce((sum, { hits, total }) => sum + (hits[target] ?? total), 0);
  return spent / reachedBy(runs, target);
}

/** How many runs reached a target. */
export const reachedBy = (runs: readonly Effort[], target: number): number =>
  runs.filter(({ hits }) => hits.length > target).length;

/** Share of the pairs of run and target, of `targets`, that are reached within a budget: a point of the ECDF as COCO draws it. */
export const shareReached = (runs: readonly Effort[], targets: number, budget: number): number =>
  runs.length === 0 ? 0 : mean(runs.map(({ hits }) => hits.filter((hit) => hit <= budget).length / targets));

/** Area under that ECDF over the logarithm of the budget, from `first` to `last`, as a share of the whole: 1 is all at once. */
export function ecdfArea(runs: readonly Effort[], targets: number, [first, last]: readonly [number, number]): number {
  const width = Math.log(last / first);
  if (runs.length === 0 || !(width > 0)) return 0;
  const under = (hit: number) => Math.min(1, Math.max(0, Math.log(last / Math.max(hit, first)) / width));
  return mean(runs.map(({ hits }) => hits.reduce((sum, hit) => sum + under(hit), 0) / targets));
}

/** Share of problems on which a target is reached within a budget (Moré, Wild 2009), from the times it took on each. */
export const dataProfile = (times: readonly number[], budget: number): number => share(times, (time) => time <= budget);
