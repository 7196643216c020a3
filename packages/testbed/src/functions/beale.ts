import { fromExpression } from './from-expression.js';

/** Beale's function: a flat valley with steep corners. Started closer to the corner than the (1, 1) of Moré et al. */
export const beale = fromExpression({
  name: 'beale',
  config: { name: 'beale' },
  reference: 'Beale 1958; Moré, Garbow & Hillstrom 1981, doi:10.1145/355934.355936, problem 5',
  tags: ['non-convex'],
  expression: '(1.5 - x + x * y)^2 + (2.25 - x + x * y^2)^2 + (2.625 - x + x * y^3)^2',
  start: [1, 1.5],
  minimum: { value: 0, point: [3, 0.5] },
  region: { x: [-1, 4], y: [-1, 2] },
});
