import { between, progress } from './interpolation.js';
import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Reflected exponential: level at first, then steeper and steeper down, for budgets of any size:
 *
 *     endValue + (initialValue - endValue) * (1 - p) / (1 - p / 2),  p = min(t, decaySteps) / decaySteps,  t = step - 1
 *
 * and constant after that. Default: `endValue` 0.
 * Chen, Wolfe and Kyrillidis 2022, "REX: Revisiting Budgeted Training with an Improved Schedule", arXiv:2107.04197.
 */
export const rex = defineSchedule(
  'rex',
  {
    initialValue: number('(-inf, inf)'),
    decaySteps: number('[1, inf)'),
    endValue: number('(-inf, inf)', 0),
  },
  ({ initialValue, decaySteps, endValue }, t) => {
    const p = progress(t, decaySteps);
    return between(endValue, initialValue, (1 - p) / (1 - p / 2));
  },
);
