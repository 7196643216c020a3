import { number, optional, schedule } from './options/index.js';
import { defineSchedule } from './schedule.js';

/** A schedule that is kept from falling below `min` and from rising above `max`, each if it is given. */
export const clamp = defineSchedule(
  'clamp',
  { schedule, min: optional(number('(-inf, inf)')), max: optional(number('(-inf, inf)')) },
  ({ schedule, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }, t) =>
    Math.min(Math.max(schedule(t + 1), min), max),
  ({ min, max }) =>
    min !== undefined && max !== undefined && min > max ? `min is ${min}, but must be at most max, ${max}` : undefined,
);
