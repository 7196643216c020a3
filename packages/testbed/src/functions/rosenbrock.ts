import { fromExpression } from './from-expression.js';

/** Rosenbrock's curved valley, flat along the bottom and steep across it. */
export const rosenbrock = fromExpression({
  name: 'rosenbrock',
  config: { name: 'rosenbrock' },
  reference: 'Rosenbrock 1960, doi:10.1093/comjnl/3.3.175',
  tags: ['non-convex', 'ill-conditioned'],
  expression: '(1 - x)^2 + 100 * (y - x^2)^2',
  start: [-1.2, 1],
  minimum: { value: 0, point: [1, 1] },
  region: { x: [-2, 2], y: [-1, 3] },
});
