import { boundaries, list, schedule } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * One schedule after the other: `schedules[i]` begins, with its own first step, once `boundaries[i - 1]` steps have
 * been made. As optax's join_schedules and torch's SequentialLR.
 *
 * @throws unless there is one boundary fewer than schedules, in increasing order.
 */
export const join = defineSchedule(
  'join',
  { schedules: list(schedule), boundaries },
  ({ schedules, boundaries }, t) => {
    const passed = boundaries.filter((boundary) => t >= boundary);
    return schedules[passed.length](t - (passed.at(-1) ?? 0) + 1);
  },
  ({ schedules, boundaries }) => {
    if (schedules.length === 0) return 'schedules are none, but must be at least one';
    if (schedules.length === boundaries.length + 1) return undefined;
    return `${schedules.length} schedules need ${schedules.length - 1} boundaries, but ${boundaries.length} are given`;
  },
);
