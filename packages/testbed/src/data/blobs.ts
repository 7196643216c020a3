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
  /** Other points around the same centres. Default 0. */
  readonly draw?: number;
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
export function blobs({ classes, pointsPerClass, features, spread, seed, draw = 0 }: BlobsOptions): Blobs {
  for (const [option, count] of Object.entries({ classes, pointsPerClass, features }))
    checkCount('blobs', option, count, 1);
  checkDenseSize('blobs', classes * pointsPerClass, features);
  checkNoise('blobs', spread, 'spread');
  const normal = random('blobs', seed).normal();
  const vector = (from: () => number) => Array.from({ length: features }, from);
  const centres = Array.from({ length: classes }, () => vector(normal)).map((centre) => centre.map((c) => spread * c));
  const labels = Array.from({ length: classes * pointsPerClass }, (_, i) => Math.floor(i / pointsPerClass));
  const around = draw === 0 ? normal : random('blobs', seed, draw).normal();
  const points = labels.map((label) => vector(around).map((z, j) => centres[label]![j]! + z));
  return { points, labels };
}
