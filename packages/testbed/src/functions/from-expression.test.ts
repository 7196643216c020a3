import * as tf from '@tensorflow/tfjs';
import { evaluateAt } from '../fixtures/evaluate-at.js';
import { fromExpression } from './from-expression.js';

test('an expression of n variables is a problem over one flat variable', () => {
  const problem = fromExpression({ expression: 'x10 + 2 * x2^2 + 3 * x1^3', start: [1, 2, 3] });
  expect(problem.dimension).toBe(3);
  expect(problem.surface).toBeUndefined();
  expect(problem.config).toEqual({ expression: 'x10 + 2 * x2^2 + 3 * x1^3', start: [1, 2, 3] });
  // x1 = 1, x2 = 2, x10 = 3
  expect(evaluateAt(problem, [1, 2, 3])).toEqual({ value: 14, gradient: [9, 8, 1] });
});

test('a variable on which nothing depends has gradient zero', () => {
  expect(evaluateAt(fromExpression({ expression: 'x^0', start: [2] }), [2])).toEqual({ value: 1, gradient: [0] });
});

test('two variables have a surface around the start, with the origin inside', () => {
  const { surface } = fromExpression({ expression: 'a - 2 * b', start: [3, -1] });
  expect(surface!.value(5, 1)).toBe(3);
  expect(surface).toMatchObject({ x: [-1, 7], y: [-5, 3] });
});

test('known answers and a region may be given', () => {
  const minimum = { value: 1, point: [0, 0] };
  const region = { x: [0, 1], y: [2, 3] } as const;
  const problem = fromExpression({ expression: 'x^2 + y^2 + 1', start: [1, 1], name: 'bowl', minimum, region });
  expect(problem).toMatchObject({ name: 'bowl', formula: 'x^2 + y^2 + 1', minimum, surface: region });
});

test.each([
  ['x + y', [1], 'start is [1], but must hold one finite number for each of x, y in this order.'],
  ['x10 + x2', [1, 2, 3], 'start is [1, 2, 3], but must hold one finite number for each of x2, x10 in this order.'],
  ['x', [Number.NaN], 'start is [NaN], but must hold one finite number for each of x in this order.'],
  ['x', ['1'], 'start is [1], but must hold one finite number for each of x in this order.'],
  ['x', undefined, 'start is undefined, but must hold one finite number for each of x in this order.'],
  ['1 + pi', [], 'expression has no variable, so there is nothing to minimise.'],
  ['log(x)', [0], 'start is [0], but the expression is -Infinity there; it must be finite.'],
  ['sqrt(x)', [-1], 'start is [-1], but the expression is NaN there; it must be finite.'],
  ['x^2', [1e30], 'start is [1e+30], but the expression is Infinity there; it must be finite.'],
])('%s from %j is refused', (expression, start, message) => {
  expect(() => fromExpression({ expression, start: start as number[] })).toThrow(message);
});

test('a perturbed start stays where the expression has a value', () => {
  const problem = fromExpression({ expression: 'sqrt(x) + sqrt(1e-3 - x)', start: [5e-4] });
  for (let seed = 1; seed <= 20; seed++) {
    const instance = problem.create(seed);
    expect(Number.isFinite(tf.tidy(() => instance.objective().dataSync()[0]))).toBe(true);
    instance.dispose();
  }
});
