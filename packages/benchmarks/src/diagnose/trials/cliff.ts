import { sumOfSquares } from '../sum-of-squares.js';
import type { Trial } from '../trial.js';

const steps = 10;
const [first, second] = [0.5, 0.3];
const from = (x1: number) =>
  sumOfSquares({
    name: `recurrence from ${x1}`,
    residuals: [`x1^${steps} - ${first}`, `x2^${steps} - ${second}`],
    start: [x1, 1],
    point: [first ** (1 / steps), second ** (1 / steps)],
  });
const gap = 1e-5;

export const cliff: Trial = {
  name: 'cliff',
  difficulty:
    'The loss rises like a wall, where one gradient is thousands of times as large as those before and after.',
  setting: 'Two linear recurrences of ten steps, w¹⁰ = 0.5 and 0.3, the first started at w = 1.6 in place of 1.',
  source: 'Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063, section 2.3',
  without: { problem: from(1), gap },
  courses: [{ problem: from(1.6), gap }],
  most: 18,
  mark: 'The way down is six times as long; three times that passes.',
};
