import { sumOfSquares } from '../sum-of-squares.js';
import type { Trial } from '../trial.js';

/** ½ x1² + ¼ (x2² − 1)²: a saddle at the origin, minima at x2 = ±1. */
const from = (x2: number) =>
  sumOfSquares({ name: `saddle from ${x2}`, residuals: ['x1', '(x2^2 - 1) / sqrt(2)'], start: [1, x2], point: [0, 1] });
const gap = 1e-5;

export const saddle: Trial = {
  name: 'saddle',
  difficulty: 'Beside a saddle point the slope that leads away is tiny, and grows only as one follows it.',
  setting: 'x²/2 + (y² − 1)²/4, started at y = 1e-6, in place of y = 0.5.',
  source: 'Dauphin et al. 2014, arXiv:1406.2572',
  without: { problem: from(0.5), gap },
  courses: [{ problem: from(1e-6), gap }],
  most: 3,
  mark: 'The way is twice as long; half as much again passes.',
};
