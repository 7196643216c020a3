import type * as Plot from '@observablehq/plot';
import { formatTick } from './format.js';

export type Extent = readonly [number, number];

/** Options of a logarithmic axis, with a few round ticks. */
export const logAxis = (label: string, domain: Extent): Plot.ScaleOptions => ({
  type: 'log',
  label,
  domain: [...domain],
  ticks: logTicks(domain),
  tickFormat: formatTick,
});

/** Powers of ten, about six of them; 1, 2, 5, 10 within less than two decades. */
export function logTicks([low, high]: Extent): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const decades = Math.log10(high / low);
  const stride = Math.max(1, Math.ceil(decades / 6));
  const factors = decades < 2 ? [1, 2, 5] : [1];
  const exponents = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return exponents
    .filter((exponent) => exponent % stride === 0)
    .flatMap((exponent) => factors.map((factor) => Number(`${factor}e${exponent}`)))
    .filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
}

/** Moves label positions apart, so that neighbours keep `distance`, and keeps them within the extent. */
export function spread(positions: readonly number[], distance: number, [low, high]: Extent): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a] - positions[b] || a - b);
  const placed = [...positions];
  let floor = low;
  for (const index of order) {
    placed[index] = Math.max(placed[index], floor);
    floor = placed[index] + distance;
  }
  let ceiling = high;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index], ceiling);
    ceiling = placed[index] - distance;
  }
  return placed;
}
