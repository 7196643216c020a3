import type { Option } from './option.js';
import { refuse } from './show.js';

/** What a schedule looks like as JSON: its factory's name and its options. */
export interface ScheduleConfig {
  readonly schedule: string;
  readonly options: unknown;
  /** What an observer has seen so far. */
  readonly state?: Readonly<Record<string, number | undefined>>;
}

/**
 * A hyperparameter's value at each step. The first step is 1.
 *
 * Any function will do; the ones made by `defineSchedule` also know their own name and options (`toJSON`), so an
 * optimizer that uses them can be saved and restored.
 */
export interface Schedule {
  (step: number): number;
  toJSON?(): ScheduleConfig | number;
}

/** A schedule, or a number for a constant one. */
export const schedule: Option<number | Schedule, Schedule, false> = {
  optional: false,
  read(name, value) {
    if (typeof value === 'function') return value;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return refuse(name, value, 'a finite number or a schedule');
    }
    return Object.assign(() => value, { toJSON: () => value });
  },
};
