import { callback, optional } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { hash, withSigns } from './random-bits.js';

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
      rademacher: (shape) => {
        const values = new Float32Array(tf.util.sizeFromShape([...shape]));
        return tf.tensor(withSigns(values, next()), [...shape]);
      },
      uniform: () => next() / 2 ** 32,
    };
  };

/** A source of randomness as an option; without it the seed's. */
export const randomOption = optional(callback<RandomSource>('from the step to random numbers'));
