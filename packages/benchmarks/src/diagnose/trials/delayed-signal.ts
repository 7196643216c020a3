import { sumOfSquares } from '../sum-of-squares.js';
import type { Trial } from '../trial.js';

const length = 12;
const factors = Array.from({ length }, (_, i) => `x${i + 1}`);

/** ½ (Π_i x_i − 1)² from about there: not all of them the same. */
const from = (x: number) =>
  sumOfSquares({
    name: `chain from ${x}`,
    residuals: [`${factors.join(' * ')} - 1`],
    start: factors.map((_, i) => x + (1 - x) * 0.02 * (i - length / 2)),
    point: factors.map(() => 1),
  });
const gap = 1e-5;

export const delayedSignal: Trial = {
  name: 'delayedSignal',
  difficulty: 'What a parameter does shows far later, through many others: little of the signal comes back.',
  setting: 'A product of twelve factors that shall be 1, all started at about 0.5, in place of 0.9.',
  source: 'Shamir 2019, arXiv:1809.08587',
  without: { problem: from(0.9), gap },
  courses: [{ problem: from(0.5), gap }],
  most: 15,
  mark: 'The way is five times as long; three times that passes.',
};
