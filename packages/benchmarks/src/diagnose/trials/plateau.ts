import { sumOfSquares } from '../sum-of-squares.js';
import type { Trial } from '../trial.js';

const [start, point] = [
  [0, 0],
  [5, 4],
];
const gap = 1e-4;

export const plateau: Trial = {
  name: 'plateau',
  difficulty: 'Far from the minimum the loss is almost flat, as where units are saturated.',
  setting: 'Two errors from 5 and 4 away, and the same through tanh, whose slope is 2e-4 at the start.',
  source: 'Glorot and Bengio 2010, AISTATS',
  without: { problem: sumOfSquares({ name: 'errors', residuals: ['x1 - 5', '0.5 * (x2 - 4)'], start, point }), gap },
  courses: [
    {
      problem: sumOfSquares({
        name: 'saturated errors',
        residuals: ['tanh(x1 - 5)', '0.5 * tanh(x2 - 4)'],
        start,
        point,
      }),
      gap,
    },
  ],
  most: 3,
  mark: 'The way is as long; with steps that shrink with the slope it takes a hundred times as many and more.',
};
