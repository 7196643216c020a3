import { curvatures, diagonalQuadratic } from '../diagonal-quadratic.js';
import type { Trial } from '../trial.js';

const gap = 1e-4;
const times = (factor: number) => ({
  problem: diagonalQuadratic(
    `loss times ${factor}`,
    curvatures(0.1).map((h) => factor * h),
  ),
  gap: factor * gap,
});

export const lossScale: Trial = {
  name: 'lossScale',
  difficulty: 'The loss comes in another unit: a sum in place of a mean, or a weight before it.',
  setting: 'A quadratic with curvatures from 0.1 to 1, and the same times 1e-4 and times 1e4.',
  source: 'Kingma and Ba 2015, arXiv:1412.6980, section 2.1',
  without: times(1),
  courses: [times(1e-4), times(1e4)],
  most: 2,
  mark: 'What does not depend on the unit pays nothing.',
};
