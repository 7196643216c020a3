import { noise as noisy } from '@optimizer-zoo/testbed';
import { curvatures, diagonalQuadratic } from '../diagonal-quadratic.js';
import type { Trial } from '../trial.js';

const problem = diagonalQuadratic('quiet', curvatures(0.1));
const gap = 2e-4;

export const noise: Trial = {
  name: 'noise',
  difficulty: 'Gradients are right on average only, as those of minibatches are.',
  setting: 'A quadratic with curvatures from 0.1 to 1, and the same with noise of deviation 0.02 on each slope.',
  source: 'Robbins and Monro 1951, doi:10.1214/aoms/1177729586',
  without: { problem, gap },
  courses: [{ problem: noisy(problem, 0.02), gap }],
  most: 20,
  mark: 'Steps of one length stay in a ball of noise that is too large; the best average of iterates is there after some fifty.',
};
