import type { Tensor } from '../words/tensor.js';
import * as t from '../words/words.js';
import { norm } from './norm.js';

const [a, b, c] = [3.4445, -4.775, 2.0315];

/**
 * Brings the singular values of a matrix near 1 (0.7 to 1.2) and leaves the singular vectors:
 *
 *     X ← G / (|G|_F + 1e-7);   X ← a X + (b A + c A²) X,   A = X X'   `steps` times
 *
 * with the coefficients of Jordan et al. 2024, "Muon". Matrix products only.
 */
export function newtonSchulz(g: Tensor, steps: number): Tensor {
  const isTall = g.shape[0] > g.shape[1];
  const wide = isTall ? t.transpose(g) : g;
  let x: Tensor = t.div(wide, t.add(norm(wide), 1e-7));
  for (let step = 0; step < steps; step++) {
    const gram = t.matMul(x, x, false, true);
    const polynomial: Tensor = t.add(t.mul(gram, b), t.mul(t.matMul(gram, gram), c));
    x = t.add(t.mul(x, a), t.matMul(polynomial, x));
  }
  return isTall ? t.transpose(x) : x;
}
