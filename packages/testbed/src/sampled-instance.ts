import * as tf from '@tensorflow/tfjs-core';
import { makeInstance } from './make-instance.js';
import type { ProblemInstance } from './problem.js';
import { random } from './random.js';

/** A mean over samples, f = mean_i f_i. */
export interface Sampled {
  readonly seed: number;
  /** The parameters at the start. The instance disposes them. */
  readonly variables: tf.Variable[];
  /** The samples, along the first axis of each tensor. The instance disposes them. */
  readonly data: readonly tf.Tensor[];
  /** Samples in a minibatch. */
  readonly batchSize: number;
  /** The mean of f_i over the samples it is given, at the parameters xs. */
  mean(xs: readonly tf.Tensor[], data: readonly tf.Tensor[]): tf.Scalar;
  /** Of a sum of squares over all samples. */
  residuals?(xs: readonly tf.Tensor[]): tf.Tensor1D;
}

/** An instance whose loss is the mean over a minibatch, drawn with replacement, afresh at each step. */
export function sampledInstance({ seed, variables, data, batchSize, mean, residuals }: Sampled): ProblemInstance {
  const count = data[0]!.shape[0]!;
  const minibatch = (step: number) =>
    Array.from({ length: batchSize }, random('minibatch', seed, step).uniformInt(0, count - 1));
  return makeInstance({
    variables,
    objective: (xs) => mean(xs, data),
    loss(xs, step) {
      const rows = tf.tensor1d(minibatch(step), 'int32');
      return mean(
        xs,
        data.map((samples) => tf.gather(samples, rows)),
      );
    },
    residuals,
    data: [...data],
  });
}
