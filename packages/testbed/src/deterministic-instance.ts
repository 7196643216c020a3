import * as tf from '@tensorflow/tfjs-core';
import { makeInstance } from './make-instance.js';
import type { ProblemInstance } from './problem.js';

/**
 * An instance with one flat variable of shape [n], whose loss is the objective at every step.
 *
 * @param data constant tensors which the objective reads; disposed with the instance.
 */
export const deterministicInstance = (
  start: readonly number[],
  objective: (x: tf.Tensor1D) => tf.Scalar,
  data: tf.Tensor[] = [],
): ProblemInstance =>
  makeInstance({ variables: [flatVariable(start)], objective: ([x]) => objective(x as tf.Tensor1D), data });

/** A variable of shape [n]. */
export const flatVariable = (values: readonly number[]): tf.Variable<tf.Rank.R1> =>
  tf.tidy(() => tf.variable(tf.tensor1d([...values])));
