import type { Tensor } from '../words/tensor.js';
import * as t from '../words/words.js';
import { orthogonalFactor } from './householder.js';
import { solveByElimination } from './lu.js';
import { symmetricEigen } from './symmetric-eigen.js';
import { dot } from './vector.js';

// On the host, in float64: float32 loses the small eigenvalues that matter here, and no backend of tf has these.

const owner = "Linear algebra on the host, as of Shampoo, Soap and PSGD's geometry 'EQ',";

type Vectors = readonly Float64Array[];

/** A matrix by its rows. */
function rowsOf(a: Tensor): Float64Array[] {
  t.checkReadsAtOnce(owner);
  const [data, [rows, columns]] = [t.dataSync(a), a.shape];
  return Array.from({ length: rows }, (_, i) => Float64Array.from(data.subarray(i * columns, (i + 1) * columns)));
}

const transposed = (a: Vectors): Float64Array[] =>
  [...(a[0] ?? [])].map((_, j) => Float64Array.from(a, (row) => row[j]));
/** A B', both by rows. */
const timesTransposed = (a: Vectors, b: Vectors): Float64Array[] =>
  a.map((row) => Float64Array.from(b, (other) => dot(row, other)));
const onBackend = (rows: Vectors, shape: readonly number[]) =>
  t.tensor(
    rows.flatMap((row) => [...row]),
    [...shape],
  );
const notNumbers = (shape: readonly number[]) => t.fill([...shape], Number.NaN);
const allFinite = (a: Vectors) => a.every((row) => row.every(Number.isFinite));

/** Whether a tensor is 0 throughout. */
export function isZero(a: Tensor): boolean {
  t.checkReadsAtOnce(owner);
  return t.dataSync(a).every((value) => value === 0);
}

/** f of a symmetric matrix, by its eigenvalues; NaN where it is not finite. */
export function matrixFunction(a: Tensor, f: (eigenvalue: number) => number): Tensor {
  const rows = rowsOf(a);
  if (!allFinite(rows)) return notNumbers(a.shape);
  const { values, vectors } = symmetricEigen(rows);
  const [q, factors] = [transposed(vectors), values.map(f)];
  return onBackend(
    timesTransposed(
      q.map((row) => row.map((x, i) => x * factors[i])),
      q,
    ),
    a.shape,
  );
}

/** Eigenvectors of a symmetric matrix as columns, those of the largest eigenvalues first; NaN where it is not finite. */
export function eigenvectors(a: Tensor): Tensor {
  const rows = rowsOf(a);
  if (!allFinite(rows)) return notNumbers(a.shape);
  return onBackend(transposed(symmetricEigen(rows).vectors.toReversed()), a.shape);
}

/**
 * One step of orthogonal iteration from a basis that is nearly that of the eigenvectors. `order` is that in which the old
 * basis is by the eigenvalues it estimates, the largest first.
 */
export function orthogonalIteration(a: Tensor, basis: Tensor): { basis: Tensor; order: number[] } {
  const [rows, q] = [rowsOf(a), transposed(rowsOf(basis))];
  if (!allFinite(rows)) return { basis: notNumbers(a.shape), order: [...rows.keys()] };
  const products = timesTransposed(q, rows); // A q, for each q of the basis
  const estimates = q.map((own, i) => dot(own, products[i]));
  const order = [...estimates.keys()].sort((i, j) => estimates[j] - estimates[i]);
  const found = orthogonalFactor(order.map((i) => products[i]));
  return { basis: onBackend(transposed(found), a.shape), order };
}

/** The solution X of A X = B, by LU decomposition; NaN where there is none, or A is not finite. */
export function solve(a: Tensor, b: Tensor): Tensor {
  const rows = rowsOf(a);
  const solution = allFinite(rows) ? solveByElimination(rows, rowsOf(b)) : undefined;
  return solution ? onBackend(solution, b.shape) : notNumbers(b.shape);
}
