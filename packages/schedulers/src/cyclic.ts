import { between } from './interpolation.js';
import { choice, integer, number, optional } from './options/index.js';
import { defineSchedule } from './schedule.js';

/** How high the peaks are, of 1 at the start: after `cycles` whole cycles, or t steps. */
const heights = {
  triangular: () => 1,
  triangular2: (cycles: number) => 2 ** -cycles,
  expRange: (_: number, t: number, gamma: number) => gamma ** t,
};

/**
 * Up from `baseValue` to `maxValue` in `upSteps` steps, down again in `downSteps`, and so on, on straight lines:
 *
 *     baseValue + (maxValue - baseValue) * height * p,  p from 0 to 1 and back
 *
 * `mode` says what becomes of the height: with 'triangular' it stays 1; with 'triangular2' it is halved after every
 * cycle; with 'expRange' it is gamma^t, t = step - 1. Defaults: `downSteps` as `upSteps`, `mode` 'triangular', `gamma`
 * 1. As torch's CyclicLR; for its momentum exchange the two values.
 * Smith 2017, "Cyclical Learning Rates for Training Neural Networks", arXiv:1506.01186.
 */
export const cyclic = defineSchedule(
  'cyclic',
  {
    baseValue: number('(-inf, inf)'),
    maxValue: number('(-inf, inf)'),
    upSteps: integer('(0, inf)'),
    downSteps: optional(integer('(0, inf)')),
    mode: choice('triangular', 'triangular2', 'expRange'),
    gamma: number('(0, 1]', 1),
  },
  ({ baseValue, maxValue, upSteps, downSteps = upSteps, mode, gamma }, t) => {
    const cycle = upSteps + downSteps;
    const within = t % cycle;
    const share = within <= upSteps ? within / upSteps : (cycle - within) / downSteps;
    return between(baseValue, maxValue, share * heights[mode](Math.floor(t / cycle), t, gamma));
  },
);
