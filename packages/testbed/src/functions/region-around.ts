import type { Minimum, Region } from '../problem.js';

/** The square around the start which just holds the origin, the minimiser and a margin of 1. */
export function regionAround([x = 0, y = 0]: readonly number[], minimum?: Minimum): Region {
  const [px = 0, py = 0] = minimum?.point ?? [];
  const radius = 1 + Math.max(Math.abs(x), Math.abs(y), Math.abs(px - x), Math.abs(py - y));
  return { x: [x - radius, x + radius], y: [y - radius, y + radius] };
}
