import * as tf from '@tensorflow/tfjs';
import type { Random } from 'random';

/**
 * A weight of that shape, uniform on ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010); the last two axes are inputs and
 * outputs, those before them the window of a convolution.
 */
export function glorotUniform(source: Random, shape: readonly number[]): tf.Variable {
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const window = size(shape.slice(0, -2));
  const limit = Math.sqrt(6 / (window * (inputs + outputs)));
  return filled(shape, source.uniform(-limit, limit));
}

/** A weight of independent normal numbers. */
export const normalWeight = (source: Random, shape: readonly number[], deviation: number): tf.Variable =>
  filled(shape, source.normal(0, deviation));

/** A bias. */
export const zeros = (shape: readonly number[]): tf.Variable => filled(shape, () => 0);

/** How many numbers a tensor of that shape holds. */
export const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

const filled = (shape: readonly number[], next: () => number): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor(Array.from({ length: size(shape) }, next), [...shape])));

/** x W + b over the last axis of a matrix x. */
export const affine = (x: tf.Tensor2D, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor2D =>
  tf.add(tf.matMul(x, kernel as tf.Tensor2D), bias);

/** mean_i (log Σ_k exp z_ik − z_i,label) for labels one-hot, in plain operations, which every kind of autodiff can follow. */
export const crossEntropy = (z: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar =>
  tf.mean(tf.sub(tf.logSumExp(z, 1), tf.sum(tf.mul(z, targets), 1)));

/** Labels from 0 as rows of zeros with a one. */
export const oneHot = (labels: readonly number[], classes: number): tf.Tensor2D =>
  tf.tidy(() => tf.oneHot(tf.tensor1d([...labels], 'int32'), classes).toFloat() as tf.Tensor2D);
