import { number, toggle } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Multiplied by `decayRate` over every `decaySteps` steps:
 *
 *     initialValue * decayRate^(t / decaySteps),  t = step - 1
 *
 * With `staircase` the exponent is rounded down, so that the value jumps. Default: `staircase` false. `decayRate` lies
 * in (0, 1]. As Keras's ExponentialDecay and optax's exponential_decay; with `decaySteps` 1 torch's ExponentialLR.
 */
export const exponentialDecay = defineSchedule(
  'exponentialDecay',
  {
    initialValue: number('(-inf, inf)'),
    decaySteps: number('[1, inf)'),
    decayRate: number('(0, 1]'),
    staircase: toggle(false),
  },
  ({ initialValue, decaySteps, decayRate, staircase }, t) => {
    const decays = t / decaySteps;
    return initialValue * decayRate ** (staircase ? Math.floor(decays) : decays);
  },
);
