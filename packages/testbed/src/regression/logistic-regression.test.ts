import { evaluateAt } from '../fixtures/evaluate-at.js';
import { expectNear } from '../fixtures/expect-near.js';
import { logisticRegression } from './logistic-regression.js';

const columns = [1, 2, 3, 4, 5, 6, 7, 8];
const rows = Array.from({ length: 64 }, (_, i) => columns.map((j) => Math.sin(0.7 * (i + 1) * j + 0.3 * j)));
const labels = [...'+++++--+++++++--++++++---+-+++------++-------++-------++----+--+'].map((sign) =>
  Number(`${sign}1`),
);
const zeros = columns.map(() => 0);

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** The gradient in float64, written from the definition. */
const gradientAt = (w: readonly number[]) =>
  columns.map((_, j) => {
    const terms = rows.map((row, i) => (-labels[i]! * row[j]!) / (1 + Math.exp(labels[i]! * dot(row, w))) / 64);
    return terms.reduce((sum, term) => sum + term, 0) + 1e-3 * w[j]!;
  });

test('value and gradient at the start agree with the reference implementation', () => {
  const { value, gradient } = evaluateAt(logisticRegression, zeros);
  expectNear([value], [Math.LN2], 1e-7);
  expectNear([Math.hypot(...gradient)], [0.31528540896600177], 1e-6);
  expectNear([gradient[0]!, gradient[7]!], [-0.21161616488166912, -0.19272106799744249], 1e-6);
});

test('the gradient agrees with the definition away from the start', () => {
  const w = [1, -2, 3, -4, 5, -6, 7, -8];
  expectNear(evaluateAt(logisticRegression, w).gradient, gradientAt(w), 1e-6);
});

test('the minimum is stationary in float64', () => {
  expect(Math.hypot(...gradientAt(logisticRegression.minimum!.point!))).toBeLessThan(1e-14);
});

test('L is the largest curvature at zero, by power iteration on gradient differences', () => {
  const step = 1e-4;
  const hessianTimes = (v: readonly number[]) => {
    const ahead = gradientAt(v.map((value) => step * value));
    const behind = gradientAt(v.map((value) => -step * value));
    return ahead.map((value, i) => (value - behind[i]!) / (2 * step));
  };
  let v = columns.map((j) => Math.cos(j));
  let curvature = 0;
  for (let iteration = 0; iteration < 500; iteration++) {
    const next = hessianTimes(v);
    curvature = Math.hypot(...next) / Math.hypot(...v);
    v = next.map((value) => value / Math.hypot(...next));
  }
  expect(logisticRegression.constants!.L).toBeCloseTo(curvature, 6);
});

test('mu is a lower bound of strong convexity: (g(u) − g(w))·(u − w) ≥ mu |u − w|²', () => {
  const { L, mu } = logisticRegression.constants!;
  for (const scale of [0.1, 1, 10, 100]) {
    const u = columns.map((j) => scale * Math.sin(j));
    const w = columns.map((j) => scale * Math.cos(2 * j));
    const difference = u.map((value, i) => value - w[i]!);
    const rise = gradientAt(u).map((value, i) => value - gradientAt(w)[i]!);
    const curvature = dot(rise, difference) / dot(difference, difference);
    expect(curvature).toBeGreaterThanOrEqual(mu);
    expect(curvature).toBeLessThanOrEqual(L);
  }
});
