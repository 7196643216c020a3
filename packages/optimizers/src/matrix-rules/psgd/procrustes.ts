import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../gradients/random.js';
import { skewNorm, trace } from './norm-bound.js';

const smallest = 1.1754943508222875e-38;

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

/** To third order, a at most 1/3, up to ten times, until the matrix is symmetric to a thousandth. */
export function procrustes3(start: tf.Tensor2D, random: Random): tf.Tensor2D {
  let q = start;
  for (let turn = 0; turn < 10; turn++) {
    const { r, rq, rrq } = rotation(q, random);
    const rrrq = tf.matMul(r, rrq);
    const [t1, t2, t3] = [rq, rrq, rrrq].map((power) => trace(power).dataSync()[0]);
    if (t1 > 0 && t3 < 0) {
      const a = Math.min(1 / 3, (-t2 - Math.sqrt(t2 * t2 - 1.5 * t1 * t3)) / (0.75 * t3));
      q = q.add(rq.add(rrq.add(rrrq.mul(a / 4)).mul(a / 2)).mul(a));
    }
    const [skew, size] = [q.transpose().sub(q), q].map((matrix) => matrix.abs().max().dataSync()[0]);
    if (!(skew >= 0.001 * size)) break;
  }
  return q;
}
