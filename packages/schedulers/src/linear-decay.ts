import { between, progress } from './interpolation.js';
import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * A straight line from `initialValue` to `endValue` over `decaySteps` steps, and constant after that:
 *
 *     initialValue + (endValue - initialValue) * min(t, decaySteps) / decaySteps,  t = step - 1
 *
 * Default: `endValue` 0. As optax's linear_schedule; torch's LinearLR with factors of `initialValue`.
 */
export const linearDecay = defineSchedule(
  'linearDecay',
  {
    initialValue: number('(-inf, inf)'),
    decaySteps: number('[1, inf)'),
    endValue: number('(-inf, inf)', 0),
  },
  ({ initialValue, decaySteps, endValue }, t) => between(initialValue, endValue, progress(t, decaySteps)),
);
