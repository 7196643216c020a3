import { callback, number, type Option, type Schedule, schedule, withDefault } from '@optimizer-zoo/schedulers';

/** A step size: a number that is not negative, or a schedule. */
export const stepSize = (byDefault: number): Option<number | Schedule, Schedule, true> => ({
  optional: true,
  read(name, value = byDefault) {
    return schedule.read(name, typeof value === 'function' ? value : number('[0, inf)').read(name, value));
  },
});

/** Moves the variables to the nearest allowed point; called after every move, half steps too. Default: none. */
export const projectOption: Option<() => void, () => void, true> = withDefault(
  callback<() => void>('that moves the variables'),
  () => {},
);
