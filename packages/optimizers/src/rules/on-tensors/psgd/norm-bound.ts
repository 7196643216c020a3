import { smallest } from '../../../linear-algebra/norm.js';
import type { RandomTensors, Tensor } from '../../../words/tensor.js';
import * as t from '../../../words/words.js';

const vectors = 32;

/** A lower bound, nearly tight, for the spectral norm of a symmetric positive definite matrix. */
export const spectralNorm = (a: Tensor, random: RandomTensors) => normBound(a, t.max(diagonalOf(a)), random);

/** The same of a skew-symmetric matrix. */
export const skewNorm = (a: Tensor, random: RandomTensors) => normBound(a, t.max(t.abs(a)), random);

/**
 * Four products with 32 random vectors that lean towards the longest row; PSGD's `norm_lower_bound`. Draws one normal
 * matrix of shape [32, n].
 */
function normBound(a: Tensor, largest: Tensor, { normal }: RandomTensors): Tensor {
  const scale = t.add(largest, smallest);
  const m = t.div(a, scale);
  const row = t.gather(m, t.cast(t.reshape(t.argMax(norms(m)), [1]), 'int32'));
  const noise = normal([vectors, m.shape[1]]);
  let v = t.add(row, t.mul(noise, t.sign(t.sum(t.mul(row, noise), 1, true))));
  for (let i = 0; i < 2; i++) {
    v = t.matMul(v, m);
    v = t.matMul(t.div(v, t.add(t.expandDims(norms(v), 1), smallest)), m);
  }
  return t.mul(t.max(norms(v)), scale);
}

const norms = (rows: Tensor) => t.sqrt(t.sum(t.square(rows), 1));

export const diagonalOf = (a: Tensor) => t.sum(t.mul(a, t.eye(a.shape[0])), 1);
export const trace = (a: Tensor) => t.sum(diagonalOf(a));
