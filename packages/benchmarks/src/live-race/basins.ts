import type { LocalMinimum } from './minima.js';
import type { Frame } from './race.js';
import type { Herd } from './swarm.js';

/** Of a start that ends at none of the minima, and of one that diverges. */
export const [onItsWay, diverged] = [254, 255];

/** Where each start of a grid ends: at a minimum, by its number, or at none. */
export interface Basins {
  readonly minima: readonly LocalMinimum[];
  readonly ends: Uint8Array;
  /** The share of all starts that ends so, by number. */
  readonly shares: ReadonlyMap<number, number>;
}

/** A start ends at a minimum that is nearer than this share of the frame. */
const near = 0.04;

export function basinsOf({ points, isLost }: Herd, minima: readonly LocalMinimum[], frame: Frame): Basins {
  const radius = Math.min(near * Math.max(frame[1] - frame[0], frame[3] - frame[2]), 0.45 * leastDistance(minima));
  const shown = minima.slice(0, onItsWay);
  const endOf = (index: number) => {
    if (isLost[index] === 1) return diverged;
    const [x, y] = [points[2 * index]!, points[2 * index + 1]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) return diverged;
    const found = shown.findIndex(({ point }) => Math.hypot(x - point[0], y - point[1]) <= radius);
    return found < 0 ? onItsWay : found;
  };
  const ends = Uint8Array.from(isLost, (_, index) => endOf(index));
  return { minima: shown, ends, shares: sharesOf(ends) };
}

function leastDistance(minima: readonly LocalMinimum[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { point }] of minima.entries()) {
    for (const other of minima.slice(0, index)) {
      least = Math.min(least, Math.hypot(point[0] - other.point[0], point[1] - other.point[1]));
    }
  }
  return least;
}

function sharesOf(ends: Uint8Array): Map<number, number> {
  const counts = new Uint32Array(256);
  for (const end of ends) counts[end]!++;
  return new Map([...counts.entries()].flatMap(([end, count]) => (count > 0 ? [[end, count / ends.length]] : [])));
}
