import { dot } from '../../linear-algebra/vector.js';

/** A point with what is known there. */
export interface SearchPoint {
  readonly x: Float64Array;
  readonly value: number;
}

const c1 = 1e-4;

/**
 * Backtracking along a path x(t) that is projected on a box, until f(x(t)) ≤ f(x) + c₁ g'(x(t) − x), c₁ = 1e-4: the next t is
 * where a parabola is lowest, within [0.1, 0.5] of the last. Undefined if it is not met after `maxEvaluations` (25), or nothing
 * moves any more. A value that is not finite is too high.
 * Bertsekas 1982, "Projected Newton Methods for Optimization Problems with Simple Constraints".
 */
export function projectedSearch<P extends SearchPoint>(
  start: SearchPoint & { readonly gradient: Float64Array },
  along: (t: number) => P,
  { t: first, maxEvaluations = 25 }: { readonly t: number; readonly maxEvaluations?: number },
): P | undefined {
  let t = first;
  for (let trial = 0; trial <= maxEvaluations; trial++) {
    const there = along(t);
    const moved = there.x.map((value, i) => value - start.x[i]);
    if (moved.every((value) => value === 0)) return undefined;
    const slope = dot(start.gradient, moved);
    const rise = there.value - start.value;
    if (slope < 0 && rise <= c1 * slope) return there;
    const lowest = slope / (2 * (slope - rise)); // of the parabola, in parts of t
    t *= lowest >= 0.1 && lowest <= 0.5 ? lowest : lowest > 0.5 ? 0.5 : 0.1;
  }
  return undefined;
}
