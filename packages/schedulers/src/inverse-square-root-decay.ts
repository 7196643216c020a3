import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Falls as one over the square root of the time:
 *
 *     initialValue * sqrt(decaySteps / (decaySteps + t)),  t = step - 1
 *
 * Default: `decaySteps` 1, which gives initialValue / sqrt(step), the step size of the O(1/sqrt(t)) rates for convex
 * functions. After a linear warm-up over as many steps as `decaySteps` it is the schedule of T5, fairseq and Hugging
 * Face's get_inverse_sqrt_schedule.
 * Nemirovski, Juditsky, Lan and Shapiro 2009, "Robust Stochastic Approximation Approach to Stochastic Programming";
 * Raffel et al. 2020, arXiv:1910.10683, section 3.1.2.
 */
export const inverseSquareRootDecay = defineSchedule(
  'inverseSquareRootDecay',
  { initialValue: number('(-inf, inf)'), decaySteps: number('(0, inf)', 1) },
  ({ initialValue, decaySteps }, t) => initialValue * Math.sqrt(decaySteps / (decaySteps + t)),
);
