import { smallest } from '../../../linear-algebra/norm.js';
import type { RandomTensors, Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';

import { skewNorm, trace } from './norm-bound.js';

/** The direction in which a rotation brings Q nearer to a symmetric matrix, R = Q' − Q of norm one, and its powers on Q. */
function rotation(q: Tensor, random: RandomTensors) {
  const skew = t.sub(t.transpose(q), q);
  const r = t.div(skew, t.add(skewNorm(skew, random), smallest));
  const rq = t.matMul(r, q);
  return { r, rq, rrq: t.matMul(r, rq) };
}

/** Q ← exp(a R) Q to second order, a at most 1/8: towards symmetry. */
export function procrustes2(q: Tensor, random: RandomTensors): Tensor {
  const { rq, rrq } = rotation(q, random);
  const [slope, curvature] = [trace(rq), trace(rrq)];
  const a = t.where(t.less(curvature, 0), t.minimum(t.div(t.neg(slope), curvature), 1 / 8), t.scalar(1 / 8));
  return t.add(q, t.mul(a, t.add(rq, t.mul(t.mul(a, 0.5), rrq))));
}

/**
 * To third order, a at most 1/3, until the matrix is symmetric to a thousandth, and at most ten times. Whether it is is read
 * in host memory alone; on GPUs a matrix that is done is turned by 0 for the rest of the ten.
 */
export function procrustes3(start: Tensor, random: RandomTensors): Tensor {
  let q = start;
  let isDone: Tensor = t.scalar(false);
  for (let turn = 0; turn < 10; turn++) {
    const { r, rq, rrq } = rotation(q, random);
    const rrrq = t.matMul(r, rrq);
    const [t1, t2, t3] = [rq, rrq, rrrq].map(trace);
    const root = t.sqrt(t.sub(t.square(t2), t.mul(t.mul(t1, t3), 1.5)));
    const best = t.div(t.sub(t.neg(t2), root), t.mul(t3, 0.75));
    const isTurned = t.logicalAnd(t.logicalAnd(t.greater(t1, 0), t.less(t3, 0)), t.logicalNot(isDone));
    const a = t.where(isTurned, t.minimum(best, 1 / 3), 0);
    q = t.add(q, t.mul(t.add(rq, t.mul(t.add(rrq, t.mul(rrrq, t.div(a, 4))), t.div(a, 2))), a));
    isDone = t.less(largest(t.sub(t.transpose(q), q)), t.mul(largest(q), 0.001));
    if (t.readsFreely() && t.dataSync(isDone)[0]) break;
  }
  return q;
}

const largest = (a: Tensor) => t.max(t.abs(a));
