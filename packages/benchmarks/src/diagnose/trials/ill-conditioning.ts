import { curvatures, diagonalQuadratic } from '../diagonal-quadratic.js';
import type { Trial } from '../trial.js';

const gap = 1e-5;

export const illConditioning: Trial = {
  name: 'illConditioning',
  difficulty:
    'Some directions are far flatter than others, and a step that suits the steep ones is too short for them.',
  setting: 'A quadratic of ten parameters along the axes: curvatures from 1e-4 to 1, in place of 0.1 to 1.',
  source: 'Nesterov 2004, Introductory Lectures on Convex Optimization, section 2.1',
  without: { problem: diagonalQuadratic('wellConditioned', curvatures(0.1)), gap },
  courses: [{ problem: diagonalQuadratic('illConditioned', curvatures(1e-4)), gap }],
  most: Math.sqrt(1000),
  mark: 'The condition number grows by 1000: gradient descent may pay all of that, an optimal method of first order its root.',
};
