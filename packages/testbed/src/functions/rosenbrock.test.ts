import { evaluateAt } from '../fixtures/evaluate-at.js';
import { expectNear } from '../fixtures/expect-near.js';
import { rosenbrock } from './rosenbrock.js';

test('value and gradient at the standard start, by hand', () => {
  // (1 + 1.2)² + 100 (1 − 1.44)² = 4.84 + 19.36; ∂x = −2 · 2.2 + 400 · 1.2 · (1 − 1.44); ∂y = 200 (1 − 1.44)
  const { value, gradient } = evaluateAt(rosenbrock, [-1.2, 1]);
  expectNear([value, ...gradient], [24.2, -215.6, -88], 1e-6);
});
