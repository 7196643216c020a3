import fc from 'fast-check';
import { everyFloat64 } from '../fixtures/every-float64.js';
import { float64Problems } from '../fixtures/float64-problems.js';
import { float64Residuals } from '../fixtures/float64-residuals.js';
import {
  adam,
  box,
  dampedLeastSquares,
  type Float64Optimizer,
  gaussNewton,
  gnsNewton,
  lbfgs,
  levenbergMarquardt,
  minimize,
  nonlinearCg,
  type Objective,
  sgd,
  sumOfSquares,
} from './index.js';

/** Σ (xᵢ − cᵢ)² wᵢ + coupling: the minimum in a box of a separable one is the projection of c. */
const separable = (c: readonly number[], w: readonly number[]): Objective =>
  sumOfSquares({
    residuals: (x) => c.map((value, i) => w[i] * (x[i] - value)),
    jacobian: () => c.map((_, i) => c.map((__, j) => (i === j ? w[i] : 0))),
  });
const rosenbrock = sumOfSquares(float64Residuals.P2);

const methods: Readonly<Record<string, () => Float64Optimizer>> = {
  lbfgs: () => lbfgs({ toleranceChange: 1e-20 }),
  'lbfgs without a search': () => lbfgs({ lineSearch: 'none', toleranceChange: 1e-20 }),
  levenbergMarquardt: () => levenbergMarquardt({ xi: 1e-3, omega: 1e-3 }),
  dampedLeastSquares: () => dampedLeastSquares(),
  gaussNewton: () => gaussNewton(),
  'gaussNewton, line search': () => gaussNewton({ damping: 0, adaptiveDamping: false, lineSearch: true }),
  gnsNewton: () => gnsNewton(),
};

describe.each(Object.entries(methods))('%s', (_name, make) => {
  test('a separable sum of squares ends at the nearest point of the box', () => {
    const finite = fc.double({ min: -3, max: 3, noNaN: true });
    const parameter = fc.record({ c: finite, start: finite, a: finite, b: finite, w: fc.constantFrom(1, 2, 5) });
    fc.assert(
      fc.property(fc.array(parameter, { minLength: 1, maxLength: 5 }), (parts) => {
        const lower = parts.map(({ a, b }) => Math.min(a, b));
        const upper = parts.map(({ a, b }) => Math.max(a, b));
        const clamp = (value: number, i: number) => Math.min(Math.max(value, lower[i]), upper[i]);
        const objective = separable(
          parts.map(({ c }) => c),
          parts.map(({ w }) => w),
        );
        const x0 = parts.map(({ start }, i) => clamp(start, i));
        const { x } = minimize(objective, x0, { optimizer: make(), bounds: box({ lower, upper }), maxSteps: 300 });
        for (const [i, { c }] of parts.entries()) expect(x[i]).toBeCloseTo(clamp(c, i), 5);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('infinite bounds are none, bit for bit', () => {
    const run = (bounds?: object) =>
      minimize(rosenbrock, [-1.2, 1], {
        optimizer: make(),
        bounds: bounds && box(bounds),
        maxSteps: 9,
      }).save();
    expect(
      run({ lower: Number.NEGATIVE_INFINITY, upper: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] }),
    ).toEqual(run());
  });

  test('a state is gone on from bit for bit', () => {
    const bounds = box({ upper: 0.5 });
    const run = (maxSteps: number, state?: never) =>
      minimize(rosenbrock, [-1.2, 0.2], { optimizer: make(), bounds, maxSteps, state }).save();
    const half = JSON.parse(JSON.stringify(run(4)));
    expect(run(8, half as never)).toEqual({ ...run(8), evaluations: expect.anything() });
  });
});

/** Where ∂f/∂x of Rosenbrock's function is 0 for y = 1.5, by Newton's method. */
function stationary(x: number): number {
  for (let i = 0; i < 20; i++) x -= (2 * (x - 1) - 400 * x * (1.5 - x * x)) / (2 - 600 + 1200 * x * x);
  return x;
}

describe.each(Object.entries(methods).filter(([name]) => name !== 'lbfgs without a search'))('%s', (_name, make) => {
  test.each<[string, object, number[], (x: number) => number[]]>([
    ['x ≤ 0.5', { upper: [0.5, Number.POSITIVE_INFINITY] }, [-1.2, 1], () => [0.5, 0.25]],
    ['y ≥ 1.5', { lower: [Number.NEGATIVE_INFINITY, 1.5] }, [-1.2, 2], (x) => [stationary(1.2 * Math.sign(x)), 1.5]],
    ['a box around the minimum', { lower: -2, upper: 2 }, [-1.2, 1], () => [1, 1]],
    ['x fixed', { lower: [0.8, -9], upper: [0.8, 9] }, [0.8, 1], () => [0.8, 0.64]],
  ])('Rosenbrock with %s ends at a minimum of the box', (_what, bounds, x0, minimum) => {
    const { x } = minimize(rosenbrock, x0, { optimizer: make(), bounds: box(bounds), maxSteps: 1000 });
    expect([...x]).toEqual(minimum(x[0]).map((value) => expect.closeTo(value, 4)));
  });
});

test.each([...everyFloat64, ...Object.entries(methods)])('%s looks at nothing outside of the box', (_name, make) => {
  const bounds = box({ lower: [-0.3, 0.1], upper: [0.4, Number.POSITIVE_INFINITY] });
  const inside = ([a, b]: ArrayLike<number> & Iterable<number>) => {
    expect(a).toBeGreaterThanOrEqual(-0.3);
    expect(a).toBeLessThanOrEqual(0.4);
    expect(b).toBeGreaterThanOrEqual(0.1);
  };
  const residuals: Objective['residuals'] = (x) => {
    inside(x);
    return rosenbrock.residuals!(x, 1);
  };
  const objective: Objective = {
    ...sumOfSquares<number[]>({ residuals }),
    hessianDiagonal: ([a, b]) => [1200 * a * a - 400 * b + 2, 200],
    hvp: ([a, b], [p, q]) => [(1200 * a * a - 400 * b + 2) * p - 400 * a * q, 200 * q - 400 * a * p],
  };
  const { x } = minimize(objective, [0.4, 0.1], { optimizer: make(), bounds, maxSteps: 15 });
  inside(x);
});

test('lbfgs leaves out steps along which nothing is free any more', () => {
  // the first step goes along x₀ alone, to the bound that then holds it
  const objective: Objective = {
    value: ([a, b]) => -3 * a + 0.5 * a * a + a * b + 0.5 * b * b,
    gradient: ([a, b]) => [-3 + a + b, a + b],
  };
  const { x } = minimize(objective, [0, 0], { optimizer: lbfgs(), bounds: box({ upper: 1 }) });
  expect([...x]).toEqual([1, expect.closeTo(-1, 6)]);
});

test('a rule stops where the projected gradient is small', () => {
  const { x, reason } = minimize(float64Problems.P2, [-1.2, 1], {
    optimizer: sgd({ learningRate: 1e-3 }),
    bounds: box({ upper: [0.5, 3] }),
    gradientTolerance: 1e-6,
    maxSteps: 20000,
  });
  expect(reason).toBe('gradientTolerance');
  expect([...x]).toEqual([0.5, expect.closeTo(0.25, 6)]);
});

test('of named arrays they have names, and a missing one has none', () => {
  const objective = {
    value: ({ a, b }: { a: Float64Array; b: Float64Array }) => (a[0] - 3) ** 2 + (a[1] - 3) ** 2 + (b[0] + 4) ** 2,
  };
  const run = (bounds: object) =>
    minimize(objective, { a: [0, 0], b: [0] }, { optimizer: lbfgs({ toleranceChange: 1e-20 }), bounds: box(bounds) }).x;
  const one = run({ upper: { a: [1, 9] } });
  expect({ a: [...one.a], b: [...one.b] }).toEqual({ a: [1, expect.closeTo(3, 5)], b: [expect.closeTo(-4, 5)] });
  const all = run({ lower: -1, upper: { a: 2, b: 5 } });
  expect({ a: [...all.a], b: [...all.b] }).toEqual({ a: [2, 2], b: [-1] });
});

test('differences beside a bound are right to nine digits', () => {
  const { value, gradient } = float64Problems.P2;
  const seen: number[][] = [];
  minimize({ value }, [0.5, 0.1], {
    optimizer: sgd({ learningRate: 1e-300 }),
    bounds: box({ lower: [0.5, 0.1 - 1e-9], upper: [2, 0.1] }),
    maxSteps: 1,
    callback: (progress) => {
      seen.push([...progress.gradient]);
    },
  });
  const [own, exact] = [seen[0], gradient!(Float64Array.of(0.5, 0.1), new Float64Array(2), 1)];
  expect(Math.abs(own[0] - exact[0])).toBeLessThan(1e-7);
  expect(Math.abs(own[1] - exact[1])).toBeLessThan(1e-4); // of an interval of 1e-9 alone
});

describe('bad input is one sentence', () => {
  const objective = { value: ([a, b]: Float64Array) => a * a + b * b };
  const run = (bounds: unknown, optimizer: Float64Optimizer = adam()) =>
    minimize(objective, [1, 2], { optimizer, bounds: box(bounds as never) });
  const names = (bounds: object) =>
    minimize({ value: () => 0 }, { a: [1], b: [1, 2] }, { optimizer: adam(), bounds: box(bounds) });
  test.each<[string, () => unknown, string]>([
    [
      'bounds that cross',
      () => run({ lower: [0, 3], upper: 2 }),
      'minimize: the bounds of x[1] cross: lower is 3, but upper is 2.',
    ],
    [
      'a start outside',
      () => run({ upper: [2, 1.5] }),
      'minimize: x0[1] is 2, but must be within its bounds [-Infinity, 1.5].',
    ],
    ['another length', () => run({ lower: [0] }), 'box: lower has 1 numbers, but there are 2 parameters.'],
    [
      'NaN',
      () => run({ lower: [0, Number.NaN] }),
      'box: lower[1] is NaN, but must be a number, -Infinity or Infinity.',
    ],
    ['a text', () => run({ upper: '3' }), "box: upper is '3', but must be a number, -Infinity or Infinity."],
    [
      'no box',
      () => minimize(objective, [1, 2], { optimizer: adam(), bounds: { lower: 0 } as never }),
      'but must be a box, such as box({ lower: 0, upper: [1, Infinity] }).',
    ],
    ['no object', () => run(3), 'box takes one options object, such as { lower: 0, upper: [1, Infinity] }, not 3.'],
    [
      'pairs, as scipy has them',
      () =>
        run([
          [0, 1],
          [0, 1],
        ]),
      'box takes one options object, such as { lower: 0, upper: [1, Infinity] }, not 0,1,0,1.',
    ],
    ['an unknown side', () => run({ min: 0 }), "box has no option 'min'; it knows lower, upper."],
    ['an unknown name', () => names({ lower: { c: 0 } }), "box: lower has 'c', but x0 has a, b."],
    [
      'another length of a name',
      () => names({ lower: { b: [0] } }),
      'box: lower.b has 1 numbers, but there are 2 parameters.',
    ],
    [
      'an array for names',
      () => names({ lower: [0, 0, 0] }),
      'box: lower is 0,0,0, but must be a number for each name.',
    ],
    [
      'a method without',
      () => run({ lower: 0 }, nonlinearCg()),
      'minimize: NonlinearCg takes no bounds; lbfgs, the rules and the methods of least squares do.',
    ],
    [
      'a state outside',
      () =>
        minimize(objective, [1, 2], {
          optimizer: adam(),
          bounds: box({ upper: 1 }),
          state: minimize(objective, [1, 2], { optimizer: adam(), maxSteps: 0 }).save(),
        }),
      'minimize: the state has x[1] is 2, but must be within its bounds [-Infinity, 1].',
    ],
  ])('%s', (_what, given, message) => {
    expect(given).toThrow(message);
  });
});
