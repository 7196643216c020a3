import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Multiplied by `decayRate` after every `decaySteps` steps:
 *
 *     initialValue * decayRate^floor(t / decaySteps),  t = step - 1
 *
 * Default: `decayRate` 0.1. As torch's StepLR.
 */
export const stepDecay = defineSchedule(
  'stepDecay',
  { initialValue: number('(-inf, inf)'), decaySteps: number('[1, inf)'), decayRate: number('(0, 1]', 0.1) },
  ({ initialValue, decaySteps, decayRate }, t) => initialValue * decayRate ** Math.floor(t / decaySteps),
);
