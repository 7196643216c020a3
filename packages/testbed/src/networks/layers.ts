import * as tf from '@tensorflow/tfjs-core';
import type { Random } from 'random';

/** A parameter: its shape, and what it holds at the start. */
export interface Parameter {
  readonly shape: readonly number[];
  /** The next number of the start. */
  initial(source: Random): () => number;
}

/** Uniform between two numbers. */
export const uniform = (low: number, high: number, ...shape: number[]): Parameter => ({
  shape,
  initial: (source) => source.uniform(low, high),
});

/**
 * Uniform on ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010); the last two axes are inputs and outputs, those before
 * them the window of a convolution.
 */
export const glorot = (...shape: number[]): Parameter => {
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const limit = Math.sqrt(6 / (size(shape.slice(0, -2)) * (inputs + outputs)));
  return uniform(-limit, limit, ...shape);
};

/** Independent normal numbers of that deviation. */
export const normal = (deviation: number, ...shape: number[]): Parameter => ({
  shape,
  initial: (source) => source.normal(0, deviation),
});

/** The same number everywhere. */
export const filled = (value: number, ...shape: number[]): Parameter => ({ shape, initial: () => () => value });

/** How many numbers a tensor of that shape holds. */
export const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** x W + b over the last axis of a matrix x. */
export const affine = (x: tf.Tensor2D, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D =>
  tf.add(tf.matMul(x, kernel as tf.Tensor2D), bias);

/** mean_i (log Σ_k exp z_ik − z_i,label) for labels one-hot, in plain operations, which every kind of autodiff can follow. */
export const crossEntropy = (z: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar =>
  tf.mean(tf.sub(tf.logSumExp(z, 1), tf.sum(tf.mul(z, targets), 1)));

/** ½ mean of squares. */
export const halfMeanSquare = (errors: tf.Tensor): tf.Scalar => tf.div(tf.mean(tf.square(errors)), 2);

/** Labels from 0 as rows of zeros with a one. */
export const oneHot = (labels: readonly number[], classes: number): tf.Tensor2D =>
  tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d([...labels], 'int32'), classes), 'float32') as tf.Tensor2D);
