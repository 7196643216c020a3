import * as tf from '@tensorflow/tfjs-core';
import { solvePositiveDefinite } from '../linear-algebra/cholesky.js';
import { conjugateGradientsUnread } from '../linear-algebra/conjugate-gradients.js';
import { dot } from '../linear-algebra/vector.js';
import type { MixedDerivative } from './mixed-derivative.js';

/** Solves (I + α² A A′) d = b. */
export type Solver = (A: MixedDerivative, alpha: number, b: tf.Tensor1D) => tf.Tensor1D;

/** Conjugate gradients from d = 0; nothing is read back from the device, so the number of iterations is fixed. */
export const conjugateGradient =
  (iterations: number): Solver =>
  (A, alpha, b) => {
    const system = (d: tf.Tensor1D): tf.Tensor1D => tf.add(d, tf.mul(A.times(A.transposeTimes(d)), alpha ** 2));
    const [d] = conjugateGradientsUnread(([p]) => [system(p as tf.Tensor1D)], [b], iterations);
    return d as tf.Tensor1D;
  };

/** Forms A by one product for each component of x, and solves on the host in float64: for games of a few numbers. */
export const closedForm: Solver = (A, alpha, b) => {
  const n = b.size;
  const rows = tf.unstack(tf.eye(n)).map((unit) => A.transposeTimes(unit as tf.Tensor1D).dataSync());
  const system = Float64Array.from(
    { length: n * n },
    (_, at) => (at % (n + 1) === 0 ? 1 : 0) + alpha ** 2 * dot(rows[Math.floor(at / n)], rows[at % n]),
  );
  return tf.tensor1d([...solvePositiveDefinite(system, n, b.dataSync())]);
};
