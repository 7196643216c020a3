import { number, toggle } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Falls as one over the time:
 *
 *     initialValue / (1 + decayRate * t / decaySteps),  t = step - 1
 *
 * With `staircase` t / decaySteps is rounded down, so that the value jumps. Default: `staircase` false. As Keras's
 * InverseTimeDecay. Robbins and Monro 1951, "A Stochastic Approximation Method": such steps sum to infinity, their
 * squares do not.
 */
export const inverseTimeDecay = defineSchedule(
  'inverseTimeDecay',
  {
    initialValue: number('(-inf, inf)'),
    decaySteps: number('[1, inf)'),
    decayRate: number('[0, inf)'),
    staircase: toggle(false),
  },
  ({ initialValue, decaySteps, decayRate, staircase }, t) => {
    const decays = t / decaySteps;
    return initialValue / (1 + decayRate * (staircase ? Math.floor(decays) : decays));
  },
);
