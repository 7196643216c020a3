import { symmetricEigen } from '../linear-algebra/symmetric-eigen.js';
import { accumulate, type Vector } from '../linear-algebra/vector.js';
import type { Krylov } from './lanczos.js';

/** An eigenvalue θ of T with its unit eigenvector s, which stand for θ and Q s of A. */
export interface Ritz {
  readonly value: number;
  readonly s: readonly number[];
}

/** The eigenpairs of T, by ascending value. */
export function ritzPairs({ alphas, betas }: Krylov): Ritz[] {
  const tridiagonal = alphas.map((alpha, j) => {
    const row = new Float64Array(alphas.length);
    row[j] = alpha;
    if (j > 0) row[j - 1] = betas[j - 1];
    if (j + 1 < alphas.length) row[j + 1] = betas[j];
    return row;
  });
  const { values, vectors } = symmetricEigen(tridiagonal);
  return vectors.map((s, i) => ({ value: values[i], s: [...s] }));
}

/** ‖A Q s − θ Q s‖ = β_m |s_m|: so near to θ there is an eigenvalue of A. */
export const residualOf = ({ betas }: Krylov, { s }: Ritz): number => betas[s.length - 1] * Math.abs(s[s.length - 1]);

/** Q s */
export function ritzVector({ basis }: Krylov, { s }: Ritz): Vector {
  const vector = new Float64Array(basis[0].length);
  s.forEach((coordinate, j) => {
    accumulate(vector, basis[j], coordinate);
  });
  return vector;
}
