import { Matrix } from 'ml-matrix';
import { random } from '../random.js';
import { orthogonal } from '../transforms/rotate.js';

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

/** Data of a linear model with a chosen spectrum: X = √samples U √Λ V', U and V with orthonormal columns, w normal. */
export function linearData({ samples, spectrum, noise, kind, seed }: LinearDataOptions): MadeLinearData {
  const features = spectrum.length;
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

/** Eigenvalues evenly in the logarithm, from the smallest to the largest. */
export const geometric = (count: number, smallest: number, largest: number): number[] =>
  Array.from({ length: count }, (_, i) => smallest * (largest / smallest) ** (i / (count - 1)));
