import * as tf from '@tensorflow/tfjs-core';

/**
 * The inverse of a small matrix, by Gauss–Jordan elimination with partial pivoting. It all stays on the backend: which row
 * is the pivot is never read. Not finite where there is no inverse.
 */
export function inverse(a: tf.Tensor2D): tf.Tensor2D {
  const [n] = a.shape;
  let rows = tf.concat([a, tf.eye(n)], 1) as tf.Tensor2D;
  let isLeft = tf.ones([n, 1]);
  const pivots: tf.Tensor[] = [];
  for (let k = 0; k < n; k++) {
    const column = tf.slice(rows, [0, k], [n, 1]);
    const place = tf.argMax(tf.where(tf.greater(isLeft, 0), tf.abs(column), -1), 0) as tf.Tensor1D;
    const isPivot = tf.reshape(tf.cast(tf.equal(tf.range(0, n, 1, 'int32'), place), 'float32'), [1, n]);
    const row = tf.gather(rows, place);
    const scaled = tf.div(row, tf.slice(row, [0, k], [1, 1]));
    const isOther = tf.sub(1, tf.transpose(isPivot));
    rows = tf.add(tf.mul(tf.sub(rows, tf.mul(column, scaled)), isOther), tf.mul(tf.transpose(isPivot), scaled));
    isLeft = tf.mul(isLeft, isOther);
    pivots.push(isPivot);
  }
  return tf.matMul(tf.concat(pivots) as tf.Tensor2D, tf.slice(rows, [0, n]));
}
