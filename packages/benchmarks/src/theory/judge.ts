import type { Measurement, Measurements } from './claim.js';

/** For float32, in which the optimizers run. */
const rounding = 1e-5;

/** What comes of a claim's measurements. */
export interface Verdict {
  readonly holds: boolean;
  /** The one that uses most of its bound, or breaks it furthest. */
  readonly closest: Measurement;
  /** Which share of the bound that is; above 1 it is broken. */
  readonly share: number;
  readonly count: number;
}

/** @throws Error where nothing was measured. */
export async function judge(measurements: Measurements): Promise<Verdict> {
  const all: { readonly measurement: Measurement; readonly share: number }[] = [];
  for await (const measurement of measurements) all.push({ measurement, share: shareOf(measurement) });
  if (all.length === 0) throw new Error('A claim has to measure something.');
  const { measurement: closest, share } = all.reduce((worst, one) => (one.share > worst.share ? one : worst));
  return { holds: share <= 1 + rounding, closest, share, count: all.length };
}

/** What is not a number is out of all bounds. */
function shareOf({ measured, most, least }: Measurement): number {
  const shares = [...(most === undefined ? [] : [measured / most]), ...(least === undefined ? [] : [least / measured])];
  const share = Math.max(...shares);
  return Number.isNaN(share) || (least !== undefined && measured <= 0) ? Number.POSITIVE_INFINITY : share;
}
