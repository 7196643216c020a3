import { Matrix } from 'ml-matrix';
import { random } from '../random.js';
import { mostTurned, orthogonal } from '../transforms/rotate.js';
import { checkCount, checkNoise } from './check-count.js';

/** Samples of a linear model: rows x_i, and a target or a label ±1 for each. */
export interface LinearData {
  readonly rows: readonly (readonly number[])[];
  readonly targets: readonly number[];
}

/** Data that were made with known weights. */
export interface MadeLinearData extends LinearData {
  readonly weights: readonly number[];
}

/** What {@link linearData} makes. */
export interface LinearDataOptions {
  readonly samples: number;
  /** The eigenvalues of X'X / samples, which are met exactly; at most as many as samples. */
  readonly spectrum: readonly number[];
  /** Deviation of the noise on the scores; 0 for targets that the model can meet. */
  readonly noise: number;
  /** Targets are the scores x_i · w + noise, labels their signs. */
  readonly kind: 'targets' | 'labels';
  readonly seed: number;
}

/**
 * Data of a linear model with a chosen spectrum: X = √samples U √Λ V', U and V with orthonormal columns, w normal.
 *
 * @throws Error where there are fewer samples than eigenvalues, or more than 1000; where an eigenvalue or the noise is
 * negative or not finite.
 */
export function linearData({ samples, spectrum, noise, kind, seed }: LinearDataOptions): MadeLinearData {
  const features = spectrum.length;
  checkCount('linearData', 'samples', samples, Math.max(1, features), mostTurned);
  for (const eigenvalue of spectrum) checkNoise('linearData', eigenvalue, 'an eigenvalue of spectrum');
  checkNoise('linearData', noise);
  const U = orthogonal(samples, seed).subMatrix(0, samples - 1, 0, features - 1);
  const roots = Matrix.diag(spectrum.map((eigenvalue) => Math.sqrt(samples * eigenvalue)));
  const X = U.mmul(roots).mmul(orthogonal(features, seed + 1).transpose());
  const normal = random('linear data', seed).normal();
  const weights = Array.from({ length: features }, normal);
  const scores = X.mmul(Matrix.columnVector(weights))
    .to1DArray()
    .map((score) => score + noise * normal());
  const targets = kind === 'targets' ? scores : scores.map((score) => (score < 0 ? -1 : 1));
  return { rows: X.to2DArray(), targets, weights };
}

/** Samples of the same population that are not among {@link linearData}'s: x = V √Λ z, z normal, with the same weights. */
export function furtherLinearData({ samples, spectrum, noise, kind, seed }: LinearDataOptions): LinearData {
  const weights = Array.from({ length: spectrum.length }, random('linear data', seed).normal());
  const V = orthogonal(spectrum.length, seed + 1);
  const normal = random('further linear data', seed).normal();
  const rows = Array.from({ length: samples }, () =>
    V.mmul(Matrix.columnVector(spectrum.map((eigenvalue) => Math.sqrt(eigenvalue) * normal()))).to1DArray(),
  );
  const scores = rows.map((x) => x.reduce((sum, xj, j) => sum + xj * weights[j]!, 0) + noise * normal());
  return { rows, targets: kind === 'targets' ? scores : scores.map((score) => (score < 0 ? -1 : 1)) };
}

/**
 * Eigenvalues evenly in the logarithm, from the smallest to the largest.
 *
 * @throws Error where there are not at least 2, or the ends are not of one sign.
 */
export function geometric(count: number, smallest: number, largest: number): number[] {
  checkCount('geometric', 'count', count, 2);
  const ratio = largest / smallest;
  if (!(Number.isFinite(ratio) && ratio > 0)) {
    throw new Error(`geometric: the ends are ${smallest} and ${largest}, but must be of one sign, and neither be 0.`);
  }
  return Array.from({ length: count }, (_, i) => smallest * ratio ** (i / (count - 1)));
}
