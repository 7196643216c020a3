import { type Schedule, type ScheduleConfig, scheduleFromJSON } from '@optimizer-zoo/schedulers';

/**
 * An option as JSON: a schedule by its name and options.
 *
 * @throws if it is a function that has none; `remedy` may say what to use.
 */
export function optionToJSON(name: string, option: unknown, remedy = ''): unknown {
  if (typeof option !== 'function') return option;
  const schedule = option as Schedule;
  if (schedule.toJSON) return schedule.toJSON();
  throw new Error(`${name} is a plain function, which cannot be saved${remedy}.`);
}

/** The other way round. */
export const optionFromJSON = (json: unknown): unknown =>
  typeof json === 'object' && json !== null ? scheduleFromJSON(json as ScheduleConfig) : json;
