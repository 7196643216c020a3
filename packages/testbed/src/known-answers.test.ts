import * as tf from '@tensorflow/tfjs';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { numericalGradient, numericalHessian } from './fixtures/finite-differences.js';
import type { Problem } from './problem.js';
import { suite } from './suite.js';

/** The starts of some seeds. */
function starts(problem: Problem, seeds: readonly number[]): number[][] {
  return seeds.map((seed) => {
    const instance = problem.create(seed);
    const point = instance.variables.flatMap((variable) => [...variable.dataSync()]);
    instance.dispose();
    return point;
  });
}

const norm = (x: readonly number[]) => Math.hypot(...x);
const distance = (x: readonly number[], y: readonly number[]) => norm(x.map((value, i) => value - y[i]!));

describe.each(suite.filter(({ float64 }) => float64))('$name in float64', (problem) => {
  const { value, gradient, valueAndGradient, residuals, jacobian } = problem.float64!;
  const points = starts(problem, [0, 1, 2]);

  test('its gradient is that of finite differences', () => {
    for (const point of points) {
      const exact = gradient(point);
      expect(distance(numericalGradient(value, point), exact)).toBeLessThan(1e-6 * (1e-6 + norm(exact)));
    }
  });

  test('value and gradient are the same bits in one pass, of a typed array, and in an array that is given', () => {
    for (const point of points) {
      const [lowest, slope] = [value(point), gradient(point)];
      expect(valueAndGradient(point)).toEqual({ value: lowest, gradient: slope });
      const typed = Float64Array.from(point);
      expect([value(typed), gradient(typed), residuals?.(typed), jacobian?.(typed)]).toEqual([
        lowest,
        slope,
        residuals?.(point),
        jacobian?.(point),
      ]);
      const into = new Float64Array(point.length).fill(Number.NaN);
      const found = valueAndGradient(typed, into);
      expect(found.gradient).toBe(into);
      expect([found.value, ...into]).toEqual([lowest, ...slope]);
      expect(gradient(typed, into.fill(Number.NaN))).toBe(into);
      expect([...into]).toEqual(slope);
      expect([...typed]).toEqual(point);
    }
  });

  test('value and gradient are those of tf', () => {
    points.forEach((point, seed) => {
      const instance = problem.create(seed);
      const { value: found, grads } = tf.variableGrads(() => instance.objective(), instance.variables);
      const slope = instance.variables.flatMap(({ name }) => [...grads[name]!.dataSync()]);
      expect(Math.abs(found.dataSync()[0]! - value(point))).toBeLessThan(1e-4 * (1e-6 + Math.abs(value(point))));
      expect(distance(slope, gradient(point))).toBeLessThan(1e-4 * (1e-6 + norm(gradient(point))));
      tf.dispose([found, grads]);
      instance.dispose();
    });
  });

  if (residuals) {
    test('it is the sum of its squared residuals, here and on tensors', () => {
      const r = residuals(points[1]!);
      expect(r.reduce((sum, ri) => sum + ri ** 2, 0)).toBeCloseTo(value(points[1]!), 12);
      const J = jacobian!(points[1]!);
      expect(J).toHaveLength(r.length);
      for (const [i, row] of J.entries()) {
        const differences = numericalGradient((x) => residuals(x)[i]!, points[1]!);
        expect(distance(differences, row)).toBeLessThan(1e-6 * (1e-6 + norm(row) + Math.abs(r[i]!)));
      }
      const instance = problem.create(1);
      const found = instance.residualsAt!(instance.variables);
      expect(distance([...found.dataSync()], r)).toBeLessThan(1e-5 * (1 + norm(r)));
      found.dispose();
      instance.dispose();
    });
  }
});

const isSmooth = ({ tags }: Problem) => !tags.includes('nonsmooth');

describe.each(suite.filter(({ float64, minimum }) => float64 && minimum?.point))('the minimum of $name', (problem) => {
  const { value, gradient } = problem.float64!;
  const { value: lowest, point, others = [] } = problem.minimum!;
  const [start] = starts(problem, [0]) as [number[]];
  const tolerance = 1e-12 * (1 + Math.abs(lowest));

  test.each([point!, ...others])('has the stated value at (%p …), and no slope', (...minimiser) => {
    expect(Math.abs(value(minimiser) - lowest)).toBeLessThan(tolerance);
    if (isSmooth(problem)) expect(norm(gradient(minimiser))).toBeLessThan(1e-10 * (1 + norm(gradient(start))));
  });

  test('is nowhere lower nearby, nor at the starts', () => {
    for (let direction = 1; direction <= 40; direction++) {
      const reach = 10 ** -((direction % 5) + 1);
      const nearby = point!.map((x, i) => x + reach * (1 + Math.abs(x)) * Math.sin(direction * (i + 1.7)));
      expect(value(nearby)).toBeGreaterThanOrEqual(lowest - tolerance);
    }
    for (const x of starts(problem, [0, 1, 2])) expect(value(x)).toBeGreaterThan(lowest);
  });
});

describe.each(suite.filter(({ constants }) => constants))('the constants of $name', (problem) => {
  const { L, mu, Lmax = L, bounds = [] } = problem.constants!;
  const { gradient } = problem.float64!;
  const zero = problem.minimum!.point!.map(() => 0);
  const far = zero.map((_, i) => 1e4 * Math.sin(i + 1));
  const points = [...starts(problem, [0, 1, 2, 3]), problem.minimum!.point!, zero, far];
  const spectra = points.map(
    (point) =>
      new EigenvalueDecomposition(new Matrix(numericalHessian(gradient, point)), { assumeSymmetric: true })
        .realEigenvalues,
  );

  test('no curvature is above L or below mu', () => {
    expect(Math.max(...spectra.flat())).toBeLessThan(L * (1 + 1e-6));
    expect(Math.min(...spectra.flat())).toBeGreaterThan(mu * (1 - 1e-6) - 1e-8 * L);
    expect(Lmax).toBeGreaterThanOrEqual(L * (1 - 1e-12));
  });

  test('L is not more than four times what is met, and of a quadratic both are met', () => {
    expect(Math.max(...spectra.flat())).toBeGreaterThan(L / 4);
    if (!problem.tags.includes('quadratic')) return;
    expect(Math.max(...spectra.flat())).toBeGreaterThan(L * (1 - 1e-6));
    expect(Math.min(...spectra.flat())).toBeLessThan(mu * (1 + 1e-6) + 1e-8 * L);
  });

  test('what is not said to be a bound is met at zero or far away, what is said to be one is not met', () => {
    const [most, least] = [Math.max(...spectra.flat()), Math.min(...spectra.flat())];
    expect(most > L * (1 - 1e-6)).toBe(!bounds.includes('L'));
    expect(least < mu * (1 + 1e-6) + 1e-8 * L).toBe(!bounds.includes('mu'));
  });
});
