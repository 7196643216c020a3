import * as tf from '@tensorflow/tfjs-core';
import { norm } from './norm.js';

const [a, b, c] = [3.4445, -4.775, 2.0315];

/**
 * Brings the singular values of a matrix near 1 (0.7 to 1.2) and leaves the singular vectors:
 *
 *     X ← G / (|G|_F + 1e-7);   X ← a X + (b A + c A²) X,   A = X X'   `steps` times
 *
 * with the coefficients of Jordan et al. 2024, "Muon". Matrix products only.
 */
export function newtonSchulz(g: tf.Tensor2D, steps: number): tf.Tensor2D {
  const isTall = g.shape[0] > g.shape[1];
  const wide = isTall ? tf.transpose(g) : g;
  let x: tf.Tensor2D = tf.div(wide, tf.add(norm(wide), 1e-7));
  for (let step = 0; step < steps; step++) {
    const gram = tf.matMul(x, x, false, true);
    const polynomial: tf.Tensor2D = tf.add(tf.mul(gram, b), tf.mul(tf.matMul(gram, gram), c));
    x = tf.add(tf.mul(x, a), tf.matMul(polynomial, x));
  }
  return isTall ? tf.transpose(x) : x;
}
