import * as tf from '@tensorflow/tfjs';
import type { Problem } from '../problem.js';
import { convex } from './convex.js';
import { linearModel } from './linear-model.js';
import { squared } from './sample-losses.js';
import { softmaxRegression } from './softmax-regression.js';

const find = (name: string) => convex.find((problem) => problem.name === name)!;

/** The one-sided slopes of f at x along each axis: at a minimum of a convex function none is negative. */
function slopes({ float64 }: Problem, x: readonly number[]): number[] {
  const h = 1e-7;
  return x.flatMap((xi, i) => [h, -h].map((step) => (float64!.value(x.with(i, xi + step)) - float64!.value(x)) / h));
}

test('the lasso: |∇_j| ≤ l1 where w_j is zero, = l1 elsewhere, and some weights are zero', () => {
  const { minimum, float64 } = find('lasso');
  const w = minimum!.point!;
  const l1 = 0.05;
  const smooth = float64!.gradient(w).map((slope, j) => slope - l1 * Math.sign(w[j]!));
  for (const [j, slope] of smooth.entries()) {
    if (w[j] === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(l1);
    else expect(slope).toBeCloseTo(-l1 * Math.sign(w[j]!), 12);
  }
  expect(w.filter((weight) => weight === 0).length).toBeGreaterThan(0);
});

test('the support vector machine is optimal along every axis', () => {
  const problem = find('supportVectorMachine');
  expect(Math.min(...slopes(problem, problem.minimum!.point!))).toBeGreaterThan(-1e-6);
});

test('Polyak’s inequality holds on the singular quadratic: |∇f|² ≥ 2 mu (f − f*), mu the least eigenvalue above 0', () => {
  const { float64, minimum } = find('quadraticSingular');
  for (let seed = 1; seed <= 20; seed++) {
    const x = minimum!.point!.map((value, i) => value + Math.sin(seed * (i + 0.3)));
    const square = float64!.gradient(x).reduce((sum, slope) => sum + slope ** 2, 0);
    expect(square).toBeGreaterThanOrEqual(2 * 0.01 * float64!.value(x) * (1 - 1e-9));
  }
});

test('the spectra are the chosen ones', () => {
  expect(find('quadraticSpectrum').constants!.L).toBeCloseTo(1, 10);
  expect(find('quadraticSpectrum').constants!.mu).toBeCloseTo(1e-3, 10);
  expect(find('ridgeRegression').constants!.mu).toBeCloseTo(0.11, 10);
  expect(find('quadraticSingular').constants!.mu).toBeCloseTo(0, 10);
});

describe.each([...convex, ...softmaxRegression].filter(({ tags }) => tags.includes('finite-sum')))(
  '$name',
  (problem) => {
    test('is its full form, drawn in minibatches: the loss is the objective on average', () => {
      const full = [...convex, ...softmaxRegression].find(({ name }) => `${name}Sum` === problem.name)!;
      expect(problem.minimum).toEqual(full.minimum);
      const instance = problem.create(1);
      const losses = tf.tidy(() => Array.from({ length: 400 }, (_, step) => instance.loss(step + 1).dataSync()[0]!));
      const objective = tf.tidy(() => instance.objective().dataSync()[0]!);
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      const deviation = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / losses.length);
      expect(Math.abs(mean - objective)).toBeLessThan((4 * deviation) / Math.sqrt(losses.length));
      expect(deviation).toBeGreaterThan(0);
      instance.dispose();
    });
  },
);

test('of more samples than fit on the stack all is known, in closed form', () => {
  const rows = Array.from({ length: 150_000 }, (_, i) => [(i % 7) - 3]);
  const targets = rows.map(([x]) => 2 * x!);
  const tags: string[] = [];
  const { minimum, constants } = linearModel({
    name: 'line',
    reference: 'of this test',
    tags,
    data: { rows, targets },
    loss: squared,
    l2: 1,
  });
  const square = rows.reduce((sum, [x]) => sum + x! ** 2, 0) / rows.length;
  const w = (2 * square) / (square + 1);
  expect(minimum!.point).toEqual([expect.closeTo(w, 10)]);
  expect(minimum!.value).toBeCloseTo((square * (w - 2) ** 2 + w ** 2) / 2, 10);
  expect(constants!.L).toBeCloseTo(square + 1, 10);
  expect(constants!.Lmax).toBe(9 + 1);
});
