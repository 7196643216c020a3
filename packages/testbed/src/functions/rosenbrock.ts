import { fromResiduals } from './from-residuals.js';

/** Rosenbrock's curved valley, flat along the bottom and steep across it. */
export const rosenbrock = fromResiduals({
  name: 'rosenbrock',
  config: { name: 'rosenbrock' },
  reference: 'Rosenbrock 1960, doi:10.1093/comjnl/3.3.175; Moré, Garbow & Hillstrom 1981, problem 1',
  tags: ['non-convex', 'ill-conditioned', 'least-squares', 'more-garbow-hillstrom'],
  residuals: ['10 * (x2 - x1^2)', '1 - x1'],
  formula: '(1 - x)^2 + 100 * (y - x^2)^2',
  start: [-1.2, 1],
  minimum: { value: 0, point: [1, 1] },
  region: { x: [-2, 2], y: [-1, 3] },
});
