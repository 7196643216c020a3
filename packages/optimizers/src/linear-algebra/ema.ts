import * as tf from '@tensorflow/tfjs-core';

/** An exponential moving average with one more sample: decay average + (1 − decay) sample. */
export const ema = (average: tf.Tensor, sample: tf.Tensor, decay: number): tf.Tensor =>
  tf.add(tf.mul(average, decay), tf.mul(sample, 1 - decay));
