import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../../gradients/random.js';
import { smallest } from '../../../linear-algebra/norm.js';

const vectors = 32;

/** A lower bound, nearly tight, for the spectral norm of a symmetric positive definite matrix. */
export const spectralNorm = (a: tf.Tensor, random: Random) => normBound(a, diagonalOf(a).max(), random);

/** The same of a skew-symmetric matrix. */
export const skewNorm = (a: tf.Tensor, random: Random) => normBound(a, a.abs().max(), random);

/**
 * Four products with 32 random vectors that lean towards the longest row; PSGD's `norm_lower_bound`. Draws one normal
 * matrix of shape [32, n].
 */
function normBound(a: tf.Tensor, largest: tf.Tensor, { normal }: Random): tf.Scalar {
  const scale = largest.add(smallest);
  const m = a.div(scale) as tf.Tensor2D;
  const row = tf.gather(m, tf.argMax(norms(m)).reshape([1]).toInt());
  const noise = normal([vectors, m.shape[1]]);
  let v = row.add(noise.mul(tf.sign(row.mul(noise).sum(1, true)))) as tf.Tensor2D;
  for (let i = 0; i < 2; i++) {
    v = tf.matMul(v, m);
    v = tf.matMul(v.div(norms(v).expandDims(1).add(smallest)), m);
  }
  return norms(v).max().mul(scale) as tf.Scalar;
}

const norms = (rows: tf.Tensor2D) => rows.square().sum(1).sqrt();

export const diagonalOf = (a: tf.Tensor) => a.mul(tf.eye(a.shape[0])).sum(1);
export const trace = (a: tf.Tensor) => diagonalOf(a).sum();
