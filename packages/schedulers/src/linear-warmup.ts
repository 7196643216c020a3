import { integer, number, schedule } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * A straight line from `initialValue` to the first value of `after` over `warmupSteps` steps, then `after` from its
 * own first step on:
 *
 *     initialValue + (after(1) - initialValue) * t / warmupSteps,  t = step - 1 < warmupSteps
 *
 * Default: `initialValue` 0, so that the very first step changes nothing (as in Keras and optax).
 * Goyal et al. 2017, "Accurate, Large Minibatch SGD", arXiv:1706.02677, section 2.2.
 */
export const linearWarmup = defineSchedule(
  'linearWarmup',
  { warmupSteps: integer('[0, inf)'), after: schedule, initialValue: number('(-inf, inf)', 0) },
  ({ warmupSteps, after, initialValue }, t) =>
    t < warmupSteps ? initialValue + (after(1) - initialValue) * (t / warmupSteps) : after(t - warmupSteps + 1),
);
