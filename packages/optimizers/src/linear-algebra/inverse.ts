import * as tf from '@tensorflow/tfjs';

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
    const column = rows.slice([0, k], [n, 1]);
    const place = tf.where(isLeft.greater(0), column.abs(), -1).argMax(0) as tf.Tensor1D;
    const isPivot = tf.range(0, n, 1, 'int32').equal(place).toFloat().reshape([1, n]);
    const row = tf.gather(rows, place);
    const scaled = row.div(row.slice([0, k], [1, 1]));
    const isOther = tf.sub(1, isPivot.transpose());
    rows = rows.sub(column.mul(scaled)).mul(isOther).add(isPivot.transpose().mul(scaled));
    isLeft = isLeft.mul(isOther);
    pivots.push(isPivot);
  }
  return tf.matMul(tf.concat(pivots) as tf.Tensor2D, rows.slice([0, n]));
}
