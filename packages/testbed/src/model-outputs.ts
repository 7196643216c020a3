import * as tf from '@tensorflow/tfjs-core';

/** How outputs are compared with targets: as in tf.losses, means over the samples, or another convex mean. */
export type OutputsLoss =
  | 'meanSquaredError'
  | 'softmaxCrossEntropy'
  | 'sigmoidCrossEntropy'
  | ((targets: tf.Tensor, outputs: tf.Tensor2D) => tf.Scalar);

/** The loss of a step as a model's outputs and what they are compared with. */
export interface ModelOutputs {
  /** [samples, outputs], row by row of a sample alone, of tensors in place of the variables. */
  at(xs: readonly tf.Tensor[]): tf.Tensor2D;
  /** Of the same shape, or what a loss that is a function wants. The caller's to dispose. */
  readonly targets: tf.Tensor;
  readonly loss: OutputsLoss;
}

/** Squares of residuals as outputs: f = Σ_i r_i² is the mean squared error of √m r against zeros. */
export function squaresOf(
  residuals: (xs: readonly tf.Tensor[]) => tf.Tensor1D,
  xs: readonly tf.Tensor[],
): ModelOutputs {
  const count = tf.tidy(() => residuals(xs).size);
  return {
    at: (zs) => tf.tidy(() => tf.reshape(tf.mul(residuals(zs), Math.sqrt(count)), [count, 1])),
    targets: tf.zeros([count, 1]),
    loss: 'meanSquaredError',
  };
}

/** The value of a loss of outputs. */
export const lossOf = ({ at, targets, loss }: ModelOutputs, xs: readonly tf.Tensor[]): tf.Scalar =>
  tf.tidy(() => (typeof loss === 'function' ? loss(targets, at(xs)) : tf.losses[loss](targets, at(xs)))) as tf.Scalar;
