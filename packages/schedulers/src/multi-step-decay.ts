import { boundaries, number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Multiplied by `decayRate` after each of the numbers of steps in `boundaries`:
 *
 *     initialValue * decayRate^(how many boundaries are at most t),  t = step - 1
 *
 * Default: `decayRate` 0.1. As torch's MultiStepLR, and optax's piecewise_constant_schedule with one scale.
 */
export const multiStepDecay = defineSchedule(
  'multiStepDecay',
  { initialValue: number('(-inf, inf)'), boundaries, decayRate: number('(0, 1]', 0.1) },
  ({ initialValue, boundaries, decayRate }, t) =>
    initialValue * decayRate ** boundaries.filter((boundary) => t >= boundary).length,
);
