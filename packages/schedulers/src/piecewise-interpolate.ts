import { between, interpolations } from './interpolation.js';
import { boundaries, choice, list, number } from './options/index.js';
import { oneValueMore } from './piecewise-constant-decay.js';
import { defineSchedule } from './schedule.js';

/**
 * Through given points: `values[0]` at the first step, `values[i + 1]` once `boundaries[i]` steps have been made, in
 * between on straight lines or half cosines, constant after the last:
 *
 *     from + (to - from) * p           or  from + (to - from) * (1 - cos(pi p)) / 2,  p from 0 to 1
 *
 * Default: `interpolation` 'linear'. As optax's piecewise_interpolate_schedule, which takes the ratios of the values.
 *
 * @throws unless there is one value more than boundaries.
 */
export const piecewiseInterpolate = defineSchedule(
  'piecewiseInterpolate',
  { boundaries, values: list(number('(-inf, inf)')), interpolation: choice('linear', 'cosine') },
  ({ boundaries, values, interpolation }, t) => {
    const next = boundaries.findIndex((boundary) => t < boundary);
    if (next < 0) return values.at(-1)!;
    const start = boundaries[next - 1] ?? 0;
    const share = interpolations[interpolation]((t - start) / (boundaries[next] - start));
    return between(values[next], values[next + 1], share);
  },
  oneValueMore,
);
