import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../gradients/random.js';
import { smallest } from '../../../linear-algebra/norm.js';
import { readsFreely } from '../../../linear-algebra/reads-freely.js';
import { skewNorm, trace } from './norm-bound.js';

/** The direction in which a rotation brings Q nearer to a symmetric matrix, R = Q' − Q of norm one, and its powers on Q. */
function rotation(q: tf.Tensor2D, random: Random) {
  const skew = tf.sub(tf.transpose(q), q);
  const r = tf.div(skew, tf.add(skewNorm(skew, random), smallest)) as tf.Tensor2D;
  const rq = tf.matMul(r, q);
  return { r, rq, rrq: tf.matMul(r, rq) };
}

/** Q ← exp(a R) Q to second order, a at most 1/8: towards symmetry. */
export function procrustes2(q: tf.Tensor2D, random: Random): tf.Tensor2D {
  const { rq, rrq } = rotation(q, random);
  const [slope, curvature] = [trace(rq), trace(rrq)];
  const a = tf.where(tf.less(curvature, 0), tf.minimum(tf.div(tf.neg(slope), curvature), 1 / 8), tf.scalar(1 / 8));
  return tf.add(q, tf.mul(a, tf.add(rq, tf.mul(tf.mul(a, 0.5), rrq))));
}

/**
 * To third order, a at most 1/3, until the matrix is symmetric to a thousandth, and at most ten times. Whether it is is read
 * in host memory alone; on GPUs a matrix that is done is turned by 0 for the rest of the ten.
 */
export function procrustes3(start: tf.Tensor2D, random: Random): tf.Tensor2D {
  let q = start;
  let isDone: tf.Tensor = tf.scalar(false);
  for (let turn = 0; turn < 10; turn++) {
    const { r, rq, rrq } = rotation(q, random);
    const rrrq = tf.matMul(r, rrq);
    const [t1, t2, t3] = [rq, rrq, rrrq].map(trace);
    const root = tf.sqrt(tf.sub(tf.square(t2), tf.mul(tf.mul(t1, t3), 1.5)));
    const best = tf.div(tf.sub(tf.neg(t2), root), tf.mul(t3, 0.75));
    const isTurned = tf.logicalAnd(tf.logicalAnd(tf.greater(t1, 0), tf.less(t3, 0)), tf.logicalNot(isDone));
    const a = tf.where(isTurned, tf.minimum(best, 1 / 3), 0);
    q = tf.add(q, tf.mul(tf.add(rq, tf.mul(tf.add(rrq, tf.mul(rrrq, tf.div(a, 4))), tf.div(a, 2))), a));
    isDone = tf.less(largest(tf.sub(tf.transpose(q), q)), tf.mul(largest(q), 0.001));
    if (readsFreely() && isDone.dataSync()[0]) break;
  }
  return q;
}

const largest = (a: tf.Tensor) => tf.max(tf.abs(a));
