import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../gradients/random.js';
import { smallest } from '../../../linear-algebra/norm.js';

const vectors = 32;

/** A lower bound, nearly tight, for the spectral norm of a symmetric positive definite matrix. */
export const spectralNorm = (a: tf.Tensor, random: Random) => normBound(a, tf.max(diagonalOf(a)), random);

/** The same of a skew-symmetric matrix. */
export const skewNorm = (a: tf.Tensor, random: Random) => normBound(a, tf.max(tf.abs(a)), random);

/**
 * Four products with 32 random vectors that lean towards the longest row; PSGD's `norm_lower_bound`. Draws one normal
 * matrix of shape [32, n].
 */
function normBound(a: tf.Tensor, largest: tf.Tensor, { normal }: Random): tf.Scalar {
  const scale = tf.add(largest, smallest);
  const m = tf.div(a, scale) as tf.Tensor2D;
  const row = tf.gather(m, tf.cast(tf.reshape(tf.argMax(norms(m)), [1]), 'int32'));
  const noise = normal([vectors, m.shape[1]]);
  let v = tf.add(row, tf.mul(noise, tf.sign(tf.sum(tf.mul(row, noise), 1, true)))) as tf.Tensor2D;
  for (let i = 0; i < 2; i++) {
    v = tf.matMul(v, m);
    v = tf.matMul(tf.div(v, tf.add(tf.expandDims(norms(v), 1), smallest)), m);
  }
  return tf.mul(tf.max(norms(v)), scale) as tf.Scalar;
}

const norms = (rows: tf.Tensor2D) => tf.sqrt(tf.sum(tf.square(rows), 1));

export const diagonalOf = (a: tf.Tensor) => tf.sum(tf.mul(a, tf.eye(a.shape[0])), 1);
export const trace = (a: tf.Tensor) => tf.sum(diagonalOf(a));
