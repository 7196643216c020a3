import { type Dimension, valueAt } from '../study/dimension.js';

/** How finely a slider is read. */
export const stops = 200;

/** The value at a stop of a slider: what tuning would try there. */
export const valueAtStop = ({ space, default: byDefault }: Dimension, stop: number): number =>
  valueAt(space, byDefault, Math.min(stop / stops, 1 - 1e-9));

/** The stop whose value is nearest. */
export function stopOf(dimension: Dimension, value: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let stop = 0; stop <= stops; stop++) {
    const apart = Math.abs(valueAtStop(dimension, stop) - value);
    if (apart < least) [best, least] = [stop, apart];
  }
  return best;
}
