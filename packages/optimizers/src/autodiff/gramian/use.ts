import * as tf from '@tensorflow/tfjs-core';
import type { TapeNode } from './tape.js';

/**
 * How an operation's output depends on a parameter W: the derivative by W is Σ_t x_it ⊗ d_it for each sample i, where d is
 * the derivative by the output and t runs over positions (of a convolution, of a sequence). W is, in each of its groups
 * (channels of a depthwise convolution, else one), a matrix of p rows and q columns.
 */
export interface Use {
  /** [groups, samples · positions, p] */
  readonly x: tf.Tensor3D;
  /** [groups, samples · positions, q], linear in the derivative by the output. */
  d(dy: tf.Tensor): tf.Tensor3D;
  /** From the parameter's shape to [groups, p, q], and back. Uses add up if they do this alike. */
  readonly matrix: MatrixForm;
}

export interface MatrixForm {
  readonly name: string;
  to(param: tf.Tensor): tf.Tensor3D;
  from(matrix: tf.Tensor3D): tf.Tensor;
}

export type UseRule = (node: TapeNode) => Use | undefined;

/** One group of as many rows as there are. */
export const rows = (tensor: tf.Tensor, width: number) => tf.reshape(tensor, [1, -1, width]) as tf.Tensor3D;

/** The parameter's numbers in their order. */
export const reshaped = (name: string, shape: number[], matrix: [number, number, number]): MatrixForm => ({
  name,
  to: (param) => tf.reshape(param, matrix),
  from: (m) => tf.reshape(m, shape),
});

/** With axes in another order between the two. */
export const permuted = (
  name: string,
  shape: number[],
  axes: number[],
  order: number[],
  matrix: [number, number, number],
): MatrixForm => {
  const back = order.map((_, axis) => order.indexOf(axis));
  const there = order.map((axis) => axes[axis]);
  return {
    name,
    to: (param) => tf.reshape(tf.transpose(tf.reshape(param, axes), order), matrix),
    from: (m) => tf.reshape(tf.transpose(tf.reshape(m, there), back), shape),
  };
};
