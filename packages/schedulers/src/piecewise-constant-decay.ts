import { boundaries, list, number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * `values[i]` until the number of steps made, t = step - 1, is above `boundaries[i]`; the last value after that:
 *
 *     values[how many boundaries are below t]
 *
 * As Keras's PiecewiseConstantDecay, where the step just at a boundary still has the old value (unlike in
 * `multiStepDecay` and `join`, as in torch and optax).
 *
 * @throws unless there is one value more than boundaries.
 */
export const piecewiseConstantDecay = defineSchedule(
  'piecewiseConstantDecay',
  { boundaries, values: list(number('(-inf, inf)')) },
  ({ boundaries, values }, t) => values[boundaries.filter((boundary) => t > boundary).length],
  oneValueMore,
);

interface Pieces {
  readonly boundaries: readonly number[];
  readonly values: readonly number[];
}

/** What is wrong unless there is one value more than boundaries. */
export function oneValueMore({ boundaries, values }: Pieces): string | undefined {
  if (values.length === boundaries.length + 1) return undefined;
  return `${boundaries.length} boundaries need ${boundaries.length + 1} values, but ${values.length} are given`;
}
