import { Random } from 'random';

export type Interval = readonly [low: number, high: number];

/** Draws as many of the values, with replacement. */
export type Resample = <T>(values: readonly T[]) => T[];

/**
 * Percentile bootstrap (Efron 1979): 95 % intervals of several statistics that are computed together from resampled
 * values. Ends are order statistics, as a statistic may be infinite.
 */
export function bootstrap(statistics: (resample: Resample) => readonly number[], resamples: number): Interval[] {
  const random = new Random('bootstrap');
  const resample: Resample = (values) => values.map(() => values[Math.floor(random.next() * values.length)]);
  const drawn = Array.from({ length: resamples }, () => statistics(resample));
  return drawn[0].map((_, index) => percentiles(drawn.map((values) => values[index])));
}

function percentiles(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  return [at(0.025), at(0.975)];
}

/** A thousand; fewer where so many statistics would take long, a hundred at least. */
export const resamplesFor = (statistics: number): number =>
  Math.round(Math.min(1000, Math.max(100, 1e6 / Math.max(1, statistics))));
