import { random } from '../random.js';
import { checkCount } from './check-count.js';
import { checkDenseSize } from './size-limits.js';

/** Points of the plane and the class of each, counted from 0. */
export interface LabelledPoints {
  readonly points: [number, number][];
  readonly labels: number[];
}

/**
 * Spiral arms, one for each class: radius r from 0 to 1, angle 4 (class + r) + 0.2 z with z standard normal.
 * No straight line separates them. Karpathy, CS231n course notes, 2015.
 *
 * @throws Error where there are no classes, or fewer than 2 points of each.
 */
export function spirals(classes: number, pointsPerClass: number, seed: number): LabelledPoints {
  checkCount('spirals', 'classes', classes, 1);
  checkCount('spirals', 'pointsPerClass', pointsPerClass, 2);
  checkDenseSize('spirals', classes * pointsPerClass, 2);
  const normal = random('spirals', seed).normal();
  const labels = Array.from({ length: classes * pointsPerClass }, (_, i) => Math.floor(i / pointsPerClass));
  const points = labels.map((label, i): [number, number] => {
    const radius = (i % pointsPerClass) / (pointsPerClass - 1);
    const angle = 4 * (label + radius) + 0.2 * normal();
    return [radius * Math.sin(angle), radius * Math.cos(angle)];
  });
  return { points, labels };
}
