import { lbfgs, minimize } from '@optimizer-zoo/optimizers/float64';
import type { Problem } from '@optimizer-zoo/testbed';
import type { Frame } from './race.js';
import { startsOf } from './swarm.js';

/** A local minimum that is seen. */
export interface LocalMinimum {
  readonly point: readonly [number, number];
  readonly value: number;
}

/** From so many starts a side minima are looked for. */
const side = 18;
/** Digits behind the point to which values are told apart. */
const digits = 9;
/** Minima nearer than this share of the frame are one. */
const apart = 0.004;

/** The minima within a frame, the lowest first: those that are known, and those that L-BFGS finds from a grid of starts. */
export function minimaIn({ float64, minimum }: Problem, frame: Frame): LocalMinimum[] {
  const known = [...(minimum?.point ? [minimum.point] : []), ...(minimum?.others ?? [])];
  const found = [...known.map((point) => [point[0]!, point[1]!] as const), ...searched(float64!, frame)];
  const [left, right, bottom, top] = frame;
  const near = apart * Math.max(right - left, top - bottom);
  const minima: LocalMinimum[] = [];
  for (const point of found) {
    const [x, y] = point;
    if (!(x >= left && x <= right && y >= bottom && y <= top)) continue;
    if (minima.some(({ point: [otherX, otherY] }) => Math.hypot(x - otherX, y - otherY) < near)) continue;
    minima.push({ point, value: Number(float64!.value(point).toFixed(digits)) });
  }
  return minima.sort((a, b) => a.value - b.value);
}

function searched(float64: NonNullable<Problem['float64']>, frame: Frame): (readonly [number, number])[] {
  const starts = startsOf({ frame, columns: side, rows: side });
  return Array.from({ length: side * side }, (_, index) => {
    try {
      const start = [...starts.subarray(2 * index, 2 * index + 2)];
      const { x } = minimize(float64, start, { optimizer: lbfgs(), maxSteps: 200, gradientTolerance: 1e-9 });
      const flat = 1e-5 * Math.max(1, Math.abs(float64.value(x)));
      return float64.gradient(x).every((slope) => Math.abs(slope) <= flat) ? [[x[0]!, x[1]!] as const] : [];
    } catch {
      return []; // a start from which the function cannot be followed
    }
  }).flat();
}
