import { list, schedule } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * The product of several schedules, all at the same step: a warm-up from 0 to 1 times a decay, say. As torch's
 * ChainedScheduler.
 *
 * @throws unless there is at least one.
 */
export const chain = defineSchedule(
  'chain',
  { schedules: list(schedule) },
  ({ schedules }, t) => schedules.reduce((product, factor) => product * factor(t + 1), 1),
  ({ schedules }) => (schedules.length === 0 ? 'schedules are none, but must be at least one' : undefined),
);
