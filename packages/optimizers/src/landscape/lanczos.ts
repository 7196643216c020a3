import { dot, norm, orthogonalize, scaled, type Vector } from '../linear-algebra/vector.js';

/** What m steps know of a symmetric A: A Q = Q T + β_m q_{m+1} e_m′, T tridiagonal with α on and β beside the diagonal. */
export interface Krylov {
  readonly alphas: readonly number[];
  readonly betas: readonly number[];
  /** The columns of Q. */
  readonly basis: readonly Vector[];
}

/** A v */
export type Multiply = (v: Vector) => Promise<Vector>;

/**
 * The Lanczos process with full reorthogonalisation, in the complement of `apart`, which must be orthonormal:
 *
 *     w = A q_j,  α_j = ⟨w, q_j⟩,  w ⊥ q_1 … q_j,  β_j = ‖w‖,  q_{j+1} = w / β_j
 *
 * Tells what it knows after each step, and ends by itself only where β is 0 or not a number.
 * Lanczos 1950; Paige 1972; Golub and Van Loan 2013, Matrix Computations, section 10.3.
 */
export async function* lanczos(multiply: Multiply, start: Vector, apart: readonly Vector[] = []) {
  const [alphas, betas, basis]: [number[], number[], Vector[]] = [[], [], []];
  const next = start.slice();
  orthogonalize(next, apart);
  let q = scaled(next, 1 / norm(next));
  for (;;) {
    const w = await multiply(q);
    basis.push(q);
    alphas.push(dot(w, q));
    orthogonalize(w, [...apart, ...basis]);
    const beta = norm(w);
    betas.push(beta);
    yield { alphas, betas, basis } satisfies Krylov;
    if (!(beta > 0)) return;
    q = scaled(w, 1 / beta);
  }
}
