import { dot } from './vector.js';

// Not ml-matrix's: a damping, and an answer where there is no factor, without a copy of the matrix.

/** Row by row, in float64. */
export type Matrix = Float64Array;

/** The lower triangular L with L L' = A + damping I; undefined unless that is positive definite and finite. */
export function cholesky(a: Matrix, n: number, damping = 0): Matrix | undefined {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j] + (i === j ? damping : 0);
      for (let k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      if (i > j) l[i * n + j] = sum / l[j * n + j];
      else if (sum > 0 && sum < Number.POSITIVE_INFINITY) l[i * n + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return l;
}

/** x with L L' x = b. */
export function solveCholesky(l: Matrix, n: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= l[i * n + k] * x[k];
    x[i] /= l[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= l[k * n + i] * x[k];
    x[i] /= l[i * n + i];
  }
  return x;
}

/** x with A x = b, for A positive definite; NaN where it is not, or not finite. */
export function solvePositiveDefinite(a: Matrix, n: number, b: ArrayLike<number>): Float64Array {
  const factor = cholesky(a, n);
  return factor ? solveCholesky(factor, n, b) : new Float64Array(n).fill(Number.NaN);
}

/** What a matrix that was computed in float32 is known to, relative to its largest diagonal element. */
const resolution = 2 ** -20;

/**
 * x in the range of A with (A + damping I) x = the part of b in that range, for A positive semidefinite of any rank: by A =
 * L L' with as many columns in L as A has rank (pivoted Cholesky; Higham 1990, Analysis of the Cholesky decomposition of a
 * semi-definite matrix). For damping 0 it is the shortest solution of least squares.
 */
export function solveInRange(a: Matrix, n: number, damping: number, b: ArrayLike<number>): Float64Array {
  const columns = rangeOf(a, n);
  const rank = columns.length;
  // x = L (G² + damping G)⁻¹ L' b, G = L' L
  const g = Float64Array.from({ length: rank * rank }, (_, at) =>
    dot(columns[Math.floor(at / rank)], columns[at % rank]),
  );
  const system = new Float64Array(rank * rank);
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j < rank; j++) {
      let sum = damping * g[i * rank + j];
      for (let k = 0; k < rank; k++) sum += g[i * rank + k] * g[k * rank + j];
      system[i * rank + j] = sum;
    }
  }
  const factor = cholesky(system, rank);
  const x = new Float64Array(n);
  if (!factor) return x.fill(Number.NaN);
  const coordinates = solveCholesky(
    factor,
    rank,
    columns.map((column) => dot(column, b)),
  );
  columns.forEach((column, k) => {
    for (let i = 0; i < n; i++) x[i] += column[i] * coordinates[k];
  });
  return x;
}

/** The columns of L with L L' = A to float32's resolution. */
function rangeOf(a: Matrix, n: number): Float64Array[] {
  const rest = Float64Array.from({ length: n }, (_, i) => a[i * n + i]);
  const enough = resolution * Math.max(...rest);
  const columns: Float64Array[] = [];
  while (columns.length < n) {
    const pivot = rest.indexOf(Math.max(...rest));
    if (!(rest[pivot] > enough)) break;
    const column = a.slice(pivot * n, (pivot + 1) * n);
    for (const other of columns) for (let i = 0; i < n; i++) column[i] -= other[i] * other[pivot];
    const scale = Math.sqrt(rest[pivot]);
    for (let i = 0; i < n; i++) {
      column[i] /= scale;
      rest[i] -= column[i] ** 2;
    }
    columns.push(column);
  }
  return columns;
}
