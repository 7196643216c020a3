import { integer, schedule } from './options/index.js';
import { defineSchedule } from './schedule.js';

/** The first `steps` steps of a schedule, over and over. */
export const repeat = defineSchedule('repeat', { schedule, steps: integer('(0, inf)') }, ({ schedule, steps }, t) =>
  schedule((t % steps) + 1),
);
