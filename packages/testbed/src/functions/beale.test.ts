import { evaluateAt } from '../fixtures/evaluate-at.js';
import { expectNear } from '../fixtures/expect-near.js';
import { beale } from './beale.js';

test('value and gradient at the standard start, by hand', () => {
  // Residuals 2, 3.5, 5 at (1, 1.5), with ∂x = y^k − 1 and ∂y = k y^(k − 1): 0.5, 1.25, 2.375 and 1, 3, 6.75.
  const { value, gradient } = evaluateAt(beale, [1, 1.5]);
  expectNear([value, ...gradient], [4 + 12.25 + 25, 2 + 8.75 + 23.75, 4 + 21 + 67.5], 1e-6);
});
