import { number, type OptionType, type Schedule, show } from '@optimizer-zoo/schedulers';

/** A step size: a number that is not negative, or a schedule. */
export const stepSize = (byDefault: number): OptionType<number | Schedule, Schedule, true> => ({
  optional: true,
  read(name, value = byDefault) {
    if (typeof value === 'function') return value;
    const constant = number('[0, inf)').read(name, value);
    return Object.assign(() => constant, { toJSON: () => constant });
  },
});

/** Moves the variables to the nearest allowed point; called after every move, half steps too. Default: none. */
export const projectOption: OptionType<() => void, () => void, true> = {
  optional: true,
  read(name, value = () => {}) {
    if (typeof value === 'function') return value;
    throw new Error(`${name} is ${show(value)}, but must be a function that moves the variables.`);
  },
};
