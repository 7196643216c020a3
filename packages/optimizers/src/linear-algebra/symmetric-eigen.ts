import { householder, reflect } from './householder.js';
import { dot } from './vector.js';

/** Eigenvalues with their unit eigenvectors. */
export interface Eigenpairs {
  readonly values: Float64Array;
  /** `vectors[i]` belongs to `values[i]`. */
  readonly vectors: readonly Float64Array[];
}

/** T of A = Q T Q', by its diagonal and the elements beside it, and the rows of Q'. */
interface Tridiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly rows: Float64Array[];
}

/**
 * All eigenpairs of a symmetric matrix, given by its rows, by ascending value: Householder's reflections to a tridiagonal
 * matrix, then QR steps with Wilkinson's shift (Golub and Van Loan, Matrix Computations, 8.3). Absolute error: a few
 * roundings of ‖A‖.
 */
export function symmetricEigen(a: readonly Float64Array[]): Eigenpairs {
  const { d, e, rows } = tridiagonal(a.map((row) => row.slice()));
  const norm = d.reduce((most, value, i) => Math.max(most, Math.abs(value), Math.abs(e[i])), 0);
  const isZero = (k: number) =>
    Math.abs(e[k]) <= Number.EPSILON * Math.max(Math.abs(d[k]) + Math.abs(d[k + 1]), Number.EPSILON * norm);
  for (let last = a.length - 1; last > 0; ) {
    let first = last;
    while (first > 0 && !isZero(first - 1)) first--;
    if (first === last) last--;
    else qrStep({ d, e, rows }, first, last);
  }
  const order = [...d.keys()].sort((i, j) => d[i] - d[j]);
  return { values: Float64Array.from(order, (i) => d[i]), vectors: order.map((i) => rows[i]) };
}

/** Works on the rows it is given. */
function tridiagonal(a: Float64Array[]): Tridiagonal {
  const n = a.length;
  const rows = a.map((_, i) => Float64Array.from(a, (__, j) => (i === j ? 1 : 0)));
  for (let k = 0; k + 2 < n; k++) {
    const { v, factor } = householder(a[k], k + 1);
    if (factor === 0) continue;
    // H A H = A − v w' − w v'   with p = factor A v,  w = p − factor (p·v) / 2 v
    const p = Float64Array.from(a, (row) => factor * dot(row, v));
    const half = (factor * dot(p, v)) / 2;
    for (let i = k; i < n; i++) p[i] -= half * v[i];
    for (let i = k; i < n; i++) {
      const [row, vi, wi] = [a[i], v[i], p[i]];
      for (let j = k; j < n; j++) row[j] -= vi * p[j] + wi * v[j];
    }
    const product = new Float64Array(n); // v' Q'
    for (let i = k + 1; i < n; i++) for (let j = 0; j < n; j++) product[j] += v[i] * rows[i][j];
    for (let i = k + 1; i < n; i++) reflect(rows[i], product, factor * v[i]);
  }
  return { d: Float64Array.from(a, (row, i) => row[i]), e: Float64Array.from(a, (row, i) => row[i + 1] ?? 0), rows };
}

/** One implicit QR step on the rows and columns from `first` to `last` of T. */
function qrStep({ d, e, rows }: Tridiagonal, first: number, last: number): void {
  const beside = e[last - 1];
  const delta = (d[last - 1] - d[last]) / 2;
  const root = Math.sqrt(delta * delta + beside * beside);
  let x = d[first] - d[last] + (beside * beside) / (delta + (delta < 0 ? -root : root));
  let z = e[first];
  for (let k = first; k < last; k++) {
    const r = Math.sqrt(x * x + z * z);
    const [c, s] = r === 0 ? [1, 0] : [x / r, z / r];
    const [upper, between, lower] = [d[k], e[k], d[k + 1]];
    if (k > first) e[k - 1] = r;
    d[k] = c * c * upper + 2 * c * s * between + s * s * lower;
    d[k + 1] = s * s * upper - 2 * c * s * between + c * c * lower;
    e[k] = (c * c - s * s) * between + c * s * (lower - upper);
    if (k + 1 < last) {
      x = e[k];
      z = s * e[k + 1];
      e[k + 1] *= c;
    }
    rotate(rows[k], rows[k + 1], c, s);
  }
}

function rotate(a: Float64Array, b: Float64Array, c: number, s: number): void {
  for (let j = 0; j < a.length; j++) {
    const [aj, bj] = [a[j], b[j]];
    a[j] = c * aj + s * bj;
    b[j] = c * bj - s * aj;
  }
}
