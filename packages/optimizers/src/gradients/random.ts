import { callback, optional } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';

/** Random numbers, one draw after the other. */
export interface Random {
  /** Standard normal. */
  normal(shape: readonly number[]): tf.Tensor;
  /** −1 or 1, each half of the time. */
  rademacher(shape: readonly number[]): tf.Tensor;
  /** In [0, 1). */
  uniform(): number;
}

/**
 * The random numbers of a step from one draw on: 0, the first, unless given. They depend on step and draw alone, so that a
 * run that is resumed draws the same, and what has been drawn can be drawn again instead of being kept.
 */
export type RandomSource = (step: number, draw?: number) => Random;

/** The source of a seed. */
export const seededRandom =
  (seed: number): RandomSource =>
  (step, draw = 0) => {
    const next = () => hash(seed, step, draw++);
    return {
      normal: (shape) => tf.randomNormal([...shape], 0, 1, 'float32', next()),
      rademacher: (shape) => tf.tensor(signs(tf.util.sizeFromShape([...shape]), next()), [...shape]),
      uniform: () => next() / 2 ** 32,
    };
  };

/** −1 or 1 by the bits of one hash after the other. */
function signs(count: number, key: number): Float32Array {
  const values = new Float32Array(count);
  for (let i = 0, bits = 0; i < count; i++, bits >>>= 1) {
    if (i % 32 === 0) bits = hash(key, i / 32);
    values[i] = bits & 1 ? 1 : -1;
  }
  return values;
}

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
export const randomOption = optional(callback<RandomSource>('from the step to random numbers'));
