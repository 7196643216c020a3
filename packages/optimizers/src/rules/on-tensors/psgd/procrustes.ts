import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../../gradients/random.js';
import { hostMemory } from '../../../kernels/host-memory.js';
import { smallest } from '../../../linear-algebra/norm.js';
import { skewNorm, trace } from './norm-bound.js';

/** The direction in which a rotation brings Q nearer to a symmetric matrix, R = Q' − Q of norm one, and its powers on Q. */
function rotation(q: tf.Tensor2D, random: Random) {
  const skew = q.transpose().sub(q);
  const r = skew.div(skewNorm(skew, random).add(smallest)) as tf.Tensor2D;
  const rq = tf.matMul(r, q);
  return { r, rq, rrq: tf.matMul(r, rq) };
}

/** Q ← exp(a R) Q to second order, a at most 1/8: towards symmetry. */
export function procrustes2(q: tf.Tensor2D, random: Random): tf.Tensor2D {
  const { rq, rrq } = rotation(q, random);
  const [slope, curvature] = [trace(rq), trace(rrq)];
  const a = tf.where(curvature.less(0), tf.minimum(slope.neg().div(curvature), 1 / 8), tf.scalar(1 / 8));
  return q.add(a.mul(rq.add(a.mul(0.5).mul(rrq))));
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
    const root = t2.square().sub(t1.mul(t3).mul(1.5)).sqrt();
    const best = t2.neg().sub(root).div(t3.mul(0.75));
    const isTurned = t1.greater(0).logicalAnd(t3.less(0)).logicalAnd(isDone.logicalNot());
    const a = tf.where(isTurned, best.minimum(1 / 3), 0);
    q = q.add(rq.add(rrq.add(rrrq.mul(a.div(4))).mul(a.div(2))).mul(a));
    isDone = largest(q.transpose().sub(q)).less(largest(q).mul(0.001));
    if (hostMemory(tf.backend()) && isDone.dataSync()[0]) break;
  }
  return q;
}

const largest = (a: tf.Tensor) => a.abs().max();
