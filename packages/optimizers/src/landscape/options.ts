import { integer, type OptionType, show } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';

const variables: OptionType<readonly tf.Variable[], readonly tf.Variable[] | undefined, true> = {
  optional: true,
  read(name, value) {
    if (value === undefined) return value;
    if (Array.isArray(value) && value.every((one) => one instanceof tf.Variable)) return value;
    throw new Error(`${name} is ${show(value)}, but must be a list of variables.`);
  },
};

/** What all instruments have: where they look, and the seed of what they draw. */
export const common = { variables, seed: integer('[0, inf)', 0) };
