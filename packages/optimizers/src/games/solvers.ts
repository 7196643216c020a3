import * as tf from '@tensorflow/tfjs-core';
import type { MixedDerivative } from './mixed-derivative.js';
import { solvePositiveDefinite } from './solve-positive-definite.js';

/** Solves (I + α² A A′) d = b. */
export type Solver = (A: MixedDerivative, alpha: number, b: tf.Tensor1D) => tf.Tensor1D;

/**
 * Conjugate gradients (Hestenes & Stiefel 1952) from d = 0. Nothing is read back from the device, so the number of
 * iterations is fixed, but never above the number of components, after which they are done.
 */
export const conjugateGradient =
  (iterations: number): Solver =>
  (A, alpha, b) => {
    const system = (d: tf.Tensor1D): tf.Tensor1D => tf.add(d, tf.mul(A.times(A.transposeTimes(d)), alpha ** 2));
    let [d, r, p] = [tf.zerosLike(b), b, b];
    let rr = tf.dot(r, r);
    for (let iteration = 0; iteration < Math.min(iterations, b.size); iteration++) {
      const q = system(p);
      const length = tf.divNoNan(rr, tf.dot(p, q)); // once the residual is zero nothing moves any more
      d = tf.add(d, tf.mul(p, length));
      r = tf.sub(r, tf.mul(q, length));
      const next = tf.dot(r, r);
      p = tf.add(r, tf.mul(p, tf.divNoNan(next, rr)));
      rr = next;
    }
    return d;
  };

/** Forms A by one product for each component of x, and solves on the host in float64: for games of a few numbers. */
export const closedForm: Solver = (A, alpha, b) => {
  const rows = tf.unstack(tf.eye(b.size)).map((unit) => Array.from(A.transposeTimes(unit as tf.Tensor1D).dataSync()));
  const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, value, k) => sum + value * v[k], 0);
  const system = rows.map((row, i) => rows.map((other, j) => (i === j ? 1 : 0) + alpha ** 2 * dot(row, other)));
  return tf.tensor1d(solvePositiveDefinite(system, Array.from(b.dataSync())));
};
