import { between, type Interpolation, interpolations, progress } from './interpolation.js';
import { choice, integer, number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/** What `oneCycle` and its momentum have in common. */
export const shape = {
  totalSteps: integer('(0, inf)'),
  pctStart: number('(0, 1)', 0.3),
  anneal: choice('cosine', 'linear'),
};

type Shape = { totalSteps: number; pctStart: number; anneal: Interpolation };

/** From the first of three values to the second and on to the third, which the last step, `totalSteps`, has. */
export function cycle(
  { totalSteps, pctStart, anneal }: Shape,
  [start, peak, end]: readonly [number, number, number],
  t: number,
): number {
  const [top, last] = [pctStart * totalSteps - 1, totalSteps - 1];
  if (t < top) return between(start, peak, interpolations[anneal](t / top));
  return between(peak, end, interpolations[anneal](progress(t - top, last - top)));
}

/**
 * One cycle: up to `maxValue` during the first `pctStart` of `totalSteps`, then down to almost nothing, and constant
 * after that. With T = totalSteps, P = pctStart, t = step - 1:
 *
 *     maxValue / divFactor                     at t = 0
 *     maxValue                                 at t = P T - 1
 *     maxValue / (divFactor finalDivFactor)    at t = T - 1
 *
 * in between on half cosines, or straight lines with `anneal` 'linear'. Defaults: `pctStart` 0.3, `divFactor` 25,
 * `finalDivFactor` 10000, `anneal` 'cosine'. As torch's OneCycleLR with two phases; `oneCycleMomentum` belongs to it.
 * Smith and Topin 2018, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates",
 * arXiv:1708.07120.
 */
export const oneCycle = defineSchedule(
  'oneCycle',
  {
    maxValue: number('(-inf, inf)'),
    ...shape,
    divFactor: number('[1, inf)', 25),
    finalDivFactor: number('[1, inf)', 1e4),
  },
  ({ maxValue, divFactor, finalDivFactor, ...rest }, t) =>
    cycle(rest, [maxValue / divFactor, maxValue, maxValue / divFactor / finalDivFactor], t),
);
