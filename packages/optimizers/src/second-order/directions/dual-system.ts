import * as tf from '@tensorflow/tfjs-core';
import type { Linearization } from '../../autodiff/gramian/linearization.js';
import { cholesky, solveCholesky, solveInRange } from '../../linear-algebra/cholesky.js';
import { type OutputLoss, timesRoot } from '../problem/output-loss.js';
import type { Direction } from './direction.js';

/**
 * The damped Gauss-Newton direction d = −(J' Q J + damping I)⁻¹ J' r by a system in the outputs (Duncan 1944, Guttman 1946):
 * d = −J' S x with (S' K S + damping I) x = v, where K = J J', Q = S S' and r = S v. It is symmetric, and of the size of
 * samples · outputs, whatever the number n of parameters. Where it is singular, or n is smaller, x is the solution in
 * the range of S' K S (with damping 0, d is the shortest solution of least squares).
 */
export class DualSystem {
  private readonly system: Float64Array;
  private readonly size: number;

  constructor(
    private readonly linearization: Linearization,
    private readonly loss: OutputLoss,
  ) {
    this.size = loss.samples * loss.outputs;
    this.system = rooted(linearization.gram(), loss);
  }

  /** d, for each variable; undefined if it is not finite. Tensors are the caller's to dispose. */
  direction(damping: number): Direction | undefined {
    const { system, size, loss, linearization } = this;
    if (![system, loss.v].every((values) => values.every(Number.isFinite))) return undefined;
    const factor = linearization.parameters < size ? undefined : cholesky(system, size, damping);
    const x = factor ? solveCholesky(factor, size, loss.v) : solveInRange(system, size, damping, loss.v);
    const u = timesRoot(loss, x);
    if (!u.every(Number.isFinite)) return undefined;
    return tf.tidy(() => {
      const weights = tf.tensor2d(
        Array.from(u, (value) => -value),
        [loss.samples, loss.outputs],
      );
      return linearization.transposedProduct(weights) as tf.Tensor[];
    });
  }
}

/** S' K S, in the place of K. */
function rooted(gram: Float64Array, { samples, outputs, root }: OutputLoss): Float64Array {
  const size = samples * outputs;
  const block = new Float64Array(outputs * outputs);
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < samples; j++) {
      const at = (k: number, l: number) => (i * outputs + k) * size + j * outputs + l;
      for (let k = 0; k < outputs; k++) {
        for (let l = 0; l < outputs; l++) {
          let sum = 0;
          for (let m = 0; m < outputs; m++) sum += gram[at(k, m)] * root[(j * outputs + m) * outputs + l];
          block[k * outputs + l] = sum;
        }
      }
      for (let k = 0; k < outputs; k++) {
        for (let l = 0; l < outputs; l++) {
          let sum = 0;
          for (let m = 0; m < outputs; m++) sum += root[(i * outputs + m) * outputs + k] * block[m * outputs + l];
          gram[at(k, l)] = sum;
        }
      }
    }
  }
  return gram;
}
