import { random } from '../random.js';
import { checkCount, checkNoise } from './check-count.js';
import { checkDenseSize } from './size-limits.js';

/** What {@link blobs} makes. */
export interface BlobsOptions {
  readonly classes: number;
  readonly pointsPerClass: number;
  readonly features: number;
  /** Deviation of the centres in each coordinate; that of the points around their centre is 1. */
  readonly spread: number;
  readonly seed: number;
}

/** Points, and the class of each, counted from 0. */
export interface Blobs {
  readonly points: number[][];
  readonly labels: number[];
}

/**
 * Normal clouds around normal centres, and the class of each point, counted from 0.
 *
 * @throws Error where a count is not at least 1, or the spread is negative or not finite.
 */
export function blobs({ classes, pointsPerClass, features, spread, seed }: BlobsOptions): Blobs {
  for (const [option, count] of Object.entries({ classes, pointsPerClass, features }))
    checkCount('blobs', option, count, 1);
  checkDenseSize('blobs', classes * pointsPerClass, features);
  checkNoise('blobs', spread, 'spread');
  const normal = random('blobs', seed).normal();
  const draw = () => Array.from({ length: features }, normal);
  const centres = Array.from({ length: classes }, draw).map((centre) => centre.map((c) => spread * c));
  const labels = Array.from({ length: classes * pointsPerClass }, (_, i) => Math.floor(i / pointsPerClass));
  const points = labels.map((label) => draw().map((z, j) => centres[label]![j]! + z));
  return { points, labels };
}
