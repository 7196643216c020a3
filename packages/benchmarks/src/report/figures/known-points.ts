import type { AxisOptions, Series } from './line-plot.js';

/** A line through the points that can be drawn on an axis: finite, and above 0 where it is logarithmic. */
export function knownPoints(
  optimizer: number,
  points: readonly (readonly [at: number, value: number])[],
  { isLog }: Pick<AxisOptions, 'isLog'>,
): Series {
  const known = points.filter(([, value]) => Number.isFinite(value) && (!isLog || value > 0));
  return { optimizer, at: known.map(([at]) => at), middle: known.map(([, value]) => value), isFront: true };
}
