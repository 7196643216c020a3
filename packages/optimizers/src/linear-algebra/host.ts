import * as tf from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, LuDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import { checkReadsAtOnce } from './check-reads-at-once.js';

// On the host, in float64: float32 loses the small eigenvalues that matter here, and no backend of tf has these.

const owner = "Linear algebra on the host, as of Shampoo, Soap and PSGD's geometry 'EQ',";

function hostMatrix(a: tf.Tensor): Matrix {
  checkReadsAtOnce(owner);
  return Matrix.from1DArray(a.shape[0], a.shape[1]!, a.dataSync());
}

const onBackend = (a: Matrix) => tf.tensor2d(a.to1DArray(), [a.rows, a.columns]);
const allFinite = (a: Matrix) => a.to1DArray().every(Number.isFinite);

/** Whether a tensor is 0 throughout. */
export function isZero(a: tf.Tensor): boolean {
  checkReadsAtOnce(owner);
  return a.dataSync().every((value) => value === 0);
}

/** f of a symmetric matrix, by its eigenvalues; NaN where it is not finite. */
export function matrixFunction(a: tf.Tensor, f: (eigenvalue: number) => number): tf.Tensor {
  const matrix = hostMatrix(a);
  if (!allFinite(matrix)) return tf.fill(a.shape, Number.NaN);
  const { realEigenvalues, eigenvectorMatrix: q } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  return onBackend(q.clone().mulRowVector(realEigenvalues.map(f)).mmul(q.transpose()));
}

/** Eigenvectors of a symmetric matrix as columns, those of the largest eigenvalues first; NaN where it is not finite. */
export function eigenvectors(a: tf.Tensor): tf.Tensor {
  const matrix = hostMatrix(a);
  if (!allFinite(matrix)) return tf.fill(a.shape, Number.NaN);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  return onBackend(columns(eigenvectorMatrix, descending(realEigenvalues)));
}

/**
 * One step of orthogonal iteration from a basis that is nearly that of the eigenvectors. `order` is that in which the old
 * basis is by the eigenvalues it estimates, the largest first.
 */
export function orthogonalIteration(a: tf.Tensor, basis: tf.Tensor): { basis: tf.Tensor; order: number[] } {
  const [matrix, q] = [hostMatrix(a), hostMatrix(basis)];
  if (!allFinite(matrix)) return { basis: tf.fill(a.shape, Number.NaN), order: [...Array(a.shape[0]).keys()] };
  const order = descending(q.transpose().mmul(matrix).mmul(q).diagonal());
  const { orthogonalMatrix } = new QrDecomposition(matrix.mmul(columns(q, order)));
  return { basis: onBackend(orthogonalMatrix), order };
}

/** The solution X of A X = B, by LU decomposition; NaN where there is none, or A is not finite. */
export function solve(a: tf.Tensor, b: tf.Tensor): tf.Tensor2D {
  const [matrix, right] = [hostMatrix(a), hostMatrix(b)];
  const lu = new LuDecomposition(matrix);
  if (!allFinite(matrix) || lu.isSingular()) return tf.fill<tf.Rank.R2>([right.rows, right.columns], Number.NaN);
  return onBackend(lu.solve(right));
}

const descending = (values: readonly number[]) => [...values.keys()].sort((i, j) => values[j] - values[i]);
const columns = (a: Matrix, order: number[]) => a.subMatrixColumn(order);
