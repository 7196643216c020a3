import * as tf from '@tensorflow/tfjs-core';

/** As tf.oneHot, also for one class: [indices, classes], float32. */
export const oneHot = (indices: readonly number[], classes: number): tf.Tensor2D =>
  tf.tidy(() => {
    const column = tf.tensor2d([...indices], [indices.length, 1]);
    return tf.cast(tf.equal(column, tf.range(0, classes)), 'float32') as tf.Tensor2D;
  });
