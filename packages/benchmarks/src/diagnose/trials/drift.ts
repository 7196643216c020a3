import { observedQuadratic } from '@optimizer-zoo/testbed';
import { curvatures, diagonalQuadratic, minimizer, start } from '../diagonal-quadratic.js';
import type { Trial } from '../trial.js';

const weights = curvatures(0.1);
const gap = 1e-4;
/** How long the minimum stays, and how often it has moved when it counts. */
const [stay, moves] = [100, 20];

/** The minimum goes to and fro between the start and x*, where it is at first, and after an even number of moves. */
const drifting = observedQuadratic({
  name: 'drifting',
  formula: 'sum_j h_j (x_j - y_j)^2 / 2, y moves',
  reference: 'Gama et al. 2014, doi:10.1145/2523813',
  tags: ['online'],
  start,
  truth: { weights, targets: minimizer },
  observe: (step) => ({
    weights,
    targets: Math.min(moves, Math.floor((step - 1) / stay)) % 2 === 0 ? minimizer : start,
  }),
});

export const drift: Trial = {
  name: 'drift',
  difficulty: 'The minimum moves, as data do over the years, and what was learnt of the past is in the way.',
  setting: `A quadratic whose minimum goes to and fro, after every ${stay} steps; counted is the way after ${moves} moves, in place of the first.`,
  source: 'Gama et al. 2014, doi:10.1145/2523813',
  without: { problem: diagonalQuadratic('at rest', weights), gap },
  courses: [{ problem: drifting, gap, after: stay * moves }],
  most: 3,
  mark: 'The way is as long; what forgets pays nothing.',
};
