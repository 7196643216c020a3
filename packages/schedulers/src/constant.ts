import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/** The same `value` at every step. */
export const constant = defineSchedule('constant', { value: number('(-inf, inf)') }, ({ value }) => value);
