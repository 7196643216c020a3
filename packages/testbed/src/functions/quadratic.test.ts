import { evaluateAt } from '../fixtures/evaluate-at.js';
import { expectNear } from '../fixtures/expect-near.js';
import { quadratic } from './quadratic.js';

const ones = new Array<number>(10).fill(1);

test('value and gradient at the start agree with the reference implementation', () => {
  const { value, gradient } = evaluateAt(quadratic, ones);
  expectNear([value], [931.2681171910608], 1e-6);
  expectNear([Math.hypot(...gradient)], [1129.0851992552882], 1e-6);
  expectNear([gradient[0]!, gradient[9]!], [0.1585290151921035, 1000.5440211108894], 1e-6);
});

test('L and mu are the largest and smallest curvature along the axes', () => {
  const { gradient } = evaluateAt(quadratic, ones);
  const curvatures = ones.map((_, i) => evaluateAt(quadratic, ones.with(i, 2)).gradient[i]! - gradient[i]!);
  expectNear([Math.max(...curvatures), Math.min(...curvatures)], [1000, 1], 1e-6);
  expectNear([quadratic.constants!.L, quadratic.constants!.mu], [1000, 1], 1e-12);
});

test('the minimum lies below the start by ½ Σ g_i² / a_i', () => {
  const { value, gradient } = evaluateAt(quadratic, ones);
  const drop = gradient.reduce((sum, g, i) => sum + (0.5 * g ** 2) / 10 ** (i / 3), 0);
  expect(quadratic.minimum!.value).toBeCloseTo(value - drop, 3);
});
