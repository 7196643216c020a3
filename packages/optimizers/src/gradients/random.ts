import { type OptionType, show } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';

/** Random numbers, one draw after the other. */
export interface Random {
  /** Standard normal. */
  normal(shape: readonly number[]): tf.Tensor;
  /** −1 or 1, each half of the time. */
  rademacher(shape: readonly number[]): tf.Tensor;
  /** In [0, 1). */
  uniform(): number;
}

/** The random numbers of a step. They depend on the step alone, so that a run that is resumed draws the same. */
export type RandomSource = (step: number) => Random;

/** The source of a seed. */
export const seededRandom =
  (seed: number): RandomSource =>
  (step) => {
    let draws = 0;
    const next = () => hash(seed, step, draws++);
    return {
      normal: (shape) => tf.randomNormal([...shape], 0, 1, 'float32', next()),
      rademacher: (shape) =>
        tf.tidy(() =>
          tf
            .randomUniform([...shape], -1, 1, 'float32', next())
            .less(0)
            .cast('float32')
            .mul(2)
            .sub(1),
        ),
      uniform: () => next() / 2 ** 32,
    };
  };

/** A number from 1 to 2³² − 1 (tf takes the seed 0 for none) that changes altogether with each of its keys. */
function hash(...keys: readonly number[]): number {
  let mixed = 0;
  for (const key of keys) {
    mixed = Math.imul(mixed ^ key ^ Math.floor(key / 2 ** 32), 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0 || 1;
}

/** A source of randomness as an option; without it the seed's. */
export const randomOption: OptionType<RandomSource, RandomSource | undefined, true> = {
  optional: true,
  read(name, value) {
    if (value === undefined || typeof value === 'function') return value;
    throw new Error(`${name} is ${show(value)}, but must be a function from the step to random numbers.`);
  },
};
