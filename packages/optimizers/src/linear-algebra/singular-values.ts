import { accumulate, dot } from './vector.js';

/** A = Σ σ u v', over the singular values that are not 0 to rounding. */
export interface SingularTriple {
  readonly sigma: number;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

const mostSweeps = 60;

/**
 * The singular value decomposition of a matrix by its columns: rotations of pairs of columns until all are orthogonal
 * (one-sided Jacobi: Hestenes 1958; Demmel and Veselić 1992, "Jacobi's method is more accurate than QR"). Of a wide matrix the
 * rows are rotated. Values below ε max(m, n) times the largest are left out; undefined where it is not finite.
 */
export function singularTriples(columns: readonly Float64Array[]): SingularTriple[] | undefined {
  const [n, m] = [columns.length, columns[0]?.length ?? 0];
  if (!columns.every((column) => column.every(Number.isFinite))) return undefined;
  if (n > m) {
    const rows = Array.from({ length: m }, (_, i) => Float64Array.from(columns, (column) => column[i]));
    return singularTriples(rows)?.map(({ sigma, u, v }) => ({ sigma, u: v, v: u }));
  }
  const w = columns.map((column) => column.slice());
  const v = columns.map((_, i) => Float64Array.from(columns, (__, j) => (i === j ? 1 : 0)));
  let isDone = false;
  for (let sweep = 0; sweep < mostSweeps && !isDone; sweep++) {
    isDone = true;
    for (let p = 0; p + 1 < n; p++) {
      for (let q = p + 1; q < n; q++) if (rotate(w, v, p, q)) isDone = false;
    }
  }
  const sigmas = w.map((column) => Math.hypot(...column));
  const least = Number.EPSILON * m * Math.max(...sigmas);
  return w.flatMap((column, k) =>
    sigmas[k] > least ? [{ sigma: sigmas[k], u: column.map((value) => value / sigmas[k]), v: v[k] }] : [],
  );
}

/** Makes two columns orthogonal; false if they are. */
function rotate(w: readonly Float64Array[], v: readonly Float64Array[], p: number, q: number): boolean {
  const [a, b, between] = [dot(w[p], w[p]), dot(w[q], w[q]), dot(w[p], w[q])];
  if (!(Math.abs(between) > Number.EPSILON * Math.sqrt(a) * Math.sqrt(b))) return false;
  const zeta = (b - a) / (2 * between);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const c = 1 / Math.sqrt(1 + t * t);
  for (const all of [w, v]) {
    const first = all[p].slice();
    for (let i = 0; i < first.length; i++) {
      all[p][i] = c * first[i] - c * t * all[q][i];
      all[q][i] = c * t * first[i] + c * all[q][i];
    }
  }
  return true;
}

/** x = −argmin |A x − b|² + damping |x|², in the span of the triples of A: with damping 0 the shortest solution. */
export function solveDamped(
  triples: readonly SingularTriple[],
  b: Float64Array,
  damping: number,
  x: Float64Array,
): Float64Array {
  x.fill(0);
  for (const { sigma, u, v } of triples) accumulate(x, v, -(sigma * dot(u, b)) / (sigma * sigma + damping));
  return x;
}
