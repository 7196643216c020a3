import { Matrix, solve } from 'ml-matrix';
import type { Float64Objective } from '../problem.js';
import { definitions, moreGarbowHillstrom } from './more-garbow-hillstrom.js';

/** The lowest value that the method of Levenberg and Marquardt reaches, damped as Nielsen (1999) has it. */
function levenbergMarquardt({ residuals, jacobian }: Float64Objective, start: readonly number[]): number {
  const square = (r: readonly number[]) => r.reduce((sum, ri) => sum + ri ** 2, 0);
  let x = [...start];
  let [lambda, growth] = [Number.NaN, 2];
  for (let iteration = 0; iteration < 500; iteration++) {
    const [r, J] = [residuals!(x), new Matrix(jacobian!(x))];
    const [normal, slope] = [J.transpose().mmul(J), J.transpose().mmul(Matrix.columnVector(r))];
    if (square(r) < 1e-24) break;
    if (iteration === 0) lambda = 1e-3 * Math.max(...normal.diagonal());
    const step = solve(Matrix.add(normal, Matrix.eye(x.length).mul(lambda)), slope);
    if (step.norm() <= 1e-14 * Math.hypot(...x)) break;
    const next = x.map((xi, i) => xi - step.get(i, 0));
    const drop = square(r) - square(residuals!(next));
    if (drop > 0) {
      const gain = drop / (2 * step.dot(slope) - step.dot(normal.mmul(step)));
      lambda *= Math.max(1 / 3, 1 - (2 * gain - 1) ** 3);
      [x, growth] = [next, 2];
    } else {
      lambda *= growth;
      growth *= 2;
      if (!Number.isFinite(lambda)) break;
    }
  }
  return square(residuals!(x));
}

test('is complete: problems 2 to 35, each once', () => {
  const numbers = Object.values(definitions).map(({ number }) => number);
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 34 }, (_, i) => i + 2));
});

/** Where the standard start leads elsewhere: the paper's other minima. */
const elsewhere: Readonly<Record<string, number>> = { freudensteinRoth: 48.9842, trigonometric: 2.79506e-5 };

test.each(moreGarbowHillstrom)("$name: from the standard start down to the paper's minimum", ({ name, float64 }) => {
  const { start, value } = definitions[name]!;
  const stated = elsewhere[name] ?? value;
  expect(Math.abs(levenbergMarquardt(float64!, start) - stated)).toBeLessThan(1e-5 * stated + 1e-12);
});

test.each(moreGarbowHillstrom)("$name: the minimum is the paper's, to its six digits", ({ name, minimum }) => {
  const { value } = definitions[name]!;
  expect(Math.abs(minimum!.value - value)).toBeLessThanOrEqual(1e-5 * value);
});
