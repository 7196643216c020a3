import type { AxisOptions } from './figures/line-plot.js';
import { extentOf } from './statistics.js';

/** An axis for values: logarithmic where they span more than a decade; else from 0. */
export function valueAxis(label: string, values: readonly number[]): AxisOptions {
  const [low, high] = extentOf(values.filter(Number.isFinite));
  if (low > 0 && high > 10 * low) return { label, domain: [low, high], isLog: true };
  const [bottom, top] = [Math.min(0, low), Math.max(0, high + 0.05 * (high - Math.min(0, low)))];
  return { label, domain: top > bottom ? [bottom, top] : [0, 1], isLog: false };
}
