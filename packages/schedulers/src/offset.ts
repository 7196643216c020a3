import { integer, schedule } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * A schedule that begins `steps` steps later; until then it has its first value. With negative `steps` it begins in its
 * midst. As optax's transition_begin.
 */
export const offset = defineSchedule('offset', { schedule, steps: integer('(-inf, inf)') }, ({ schedule, steps }, t) =>
  schedule(Math.max(0, t - steps) + 1),
);
