import { type OptionType, show } from '../../options.js';

/** The path of a file. */
export const fileName: OptionType<string, string, false> = {
  optional: false,
  read(name, value) {
    if (typeof value === 'string' && value !== '') return value;
    throw new Error(`${name} is ${show(value)}, but must be the path of a file.`);
  },
};
