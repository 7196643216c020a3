import type { Extent } from './log-axis.js';
import { extentOf } from './statistics.js';

/** Of curves of values: from the lowest to ten times the highest start; what lies above has exploded. */
export function domainOf(curves: readonly (readonly number[])[]): Extent {
  const [lowest, highest] = extentOf(curves.flatMap((values) => values.filter(Number.isFinite)));
  const [, start] = extentOf(curves.map(([first]) => first).filter(Number.isFinite));
  if (!Number.isFinite(lowest)) return [0.1, 1];
  if (lowest <= 0) return [lowest, Math.max(lowest + 1e-9, Math.min(highest, start + (start - lowest)))];
  return [lowest, Math.max(lowest * 1.1, Math.min(highest, 10 * start))];
}
