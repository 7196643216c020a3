import { rotate } from '@optimizer-zoo/testbed';
import { curvatures, diagonalQuadratic } from '../diagonal-quadratic.js';
import type { Trial } from '../trial.js';

const problem = diagonalQuadratic('alongAxes', curvatures(0.001));
const gap = 1e-5;

export const rotation: Trial = {
  name: 'rotation',
  difficulty: 'Parameters depend on each other: the steep and flat directions do not lie along the axes.',
  setting: 'A quadratic with curvatures from 0.001 to 1 along the axes, and the same turned at random, in three ways.',
  source: 'Hansen, Ros, Mauny, Schoenauer and Auger 2011, doi:10.1016/j.asoc.2011.03.001',
  without: { problem, gap },
  courses: [1, 2, 3].map((seed) => ({ problem: rotate(problem, seed), gap })),
  most: 2,
  mark: 'What does not see the axes pays nothing.',
};
