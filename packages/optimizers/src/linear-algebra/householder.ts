import { dot } from './vector.js';

/**
 * The reflection I − factor v v' that leaves the first `from` elements of x as they are and makes those after the next zero
 * (Golub and Van Loan, Matrix Computations, 5.1); `factor` is 0 where they are.
 */
export function householder(x: Float64Array, from: number): { v: Float64Array; factor: number } {
  const v = x.slice().fill(0, 0, from);
  const norm = Math.sqrt(dot(v, v));
  if (!(norm > Math.abs(v[from]))) return { v, factor: 0 };
  const pivot = v[from] + (v[from] < 0 ? -norm : norm);
  for (let i = from + 1; i < v.length; i++) v[i] /= pivot;
  v[from] = 1; // so that axes are turned into axes exactly
  return { v, factor: 2 / dot(v, v) };
}

/** x ← x − by v */
export function reflect(x: Float64Array, v: Float64Array, by: number): void {
  for (let i = 0; i < x.length; i++) x[i] -= by * v[i];
}

/** The orthogonal factor Q of A = Q R, all by columns. */
export function orthogonalFactor(columns: readonly Float64Array[]): Float64Array[] {
  const rest = columns.map((column) => column.slice());
  const reflections = rest.map((column, k) => {
    const { v, factor } = householder(column, k);
    for (const other of rest.slice(k + 1)) reflect(other, v, factor * dot(v, other));
    return { v, factor };
  });
  return columns.map((_, j) => {
    const q = Float64Array.from(columns, (__, i) => (i === j ? 1 : 0));
    for (const { v, factor } of reflections.toReversed()) reflect(q, v, factor * dot(v, q));
    return q;
  });
}
