import * as tf from '@tensorflow/tfjs';
import { inFloat64 } from '../../fixtures/autodiff/float64.js';
import { float64Problems } from '../../fixtures/float64-problems.js';
import { float64Residuals } from '../../fixtures/float64-residuals.js';
import { eliminate } from '../../fixtures/gauss-newton.js';
import { type Entry, readEntries } from '../../fixtures/reference-files.js';
import { egn } from '../../index.js';
import { dot } from '../../linear-algebra/vector.js';
import {
  adam,
  dampedLeastSquares,
  type Float64Optimizer,
  gaussNewton,
  gnsNewton,
  lbfgs,
  levenbergMarquardt,
  type MinimizeState,
  minimize,
  type Objective,
  sumOfSquares,
} from '../index.js';

const named = (file: string) =>
  readEntries(file).map((entry) => [entry.problem, JSON.stringify(entry.hyperparameters), entry] as const);

/** Throws unless a run goes through an entry's checkpoints within 1e-9 (1 + |x|), as far as `until`; it rests where it ends. */
function follows(entry: Entry, objective: Objective, optimizer: Float64Optimizer, until = 200) {
  const points = [entry.x0];
  const callback = ({ x }: { readonly x: Float64Array }) => {
    points.push([...x]);
  };
  minimize(objective, entry.x0, { optimizer, maxSteps: until, callback });
  let compared = 0;
  for (const { step, x } of entry.checkpoints.filter((one) => one.step <= until)) {
    const sensitivity = entry.float64_sensitivity[step] ?? Number.POSITIVE_INFINITY;
    if (sensitivity >= 1e-6) continue;
    const there = points[Math.min(step, points.length - 1)];
    for (const [i, value] of x.entries()) {
      expect(Math.abs(there[i] - value)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(value)) + 100 * sensitivity);
    }
    compared++;
  }
  expect(compared).toBeGreaterThan(1);
}

test.each(named('levenberg_marquardt_hoelder'))(
  'levenbergMarquardt follows its reference: %s %s',
  (problem, _, entry) => {
    const { eta, xi0, omega0, decay, xi_min: least } = entry.hyperparameters as Record<string, number>;
    const optimizer = levenbergMarquardt({
      eta,
      xi: (step) => Math.max(xi0 * decay ** (step - 1), least),
      omega: (step) => omega0 * decay ** (step - 1),
    });
    follows(entry, problem === 'PowellSing' ? float64Residuals.PowellSing : float64Residuals.P2, optimizer);
  },
);

/** The authors' code moves on where the loss stops falling, by rounding errors. */
const untilFlat: Readonly<Record<string, number>> = { P1: 5, P2: 20, P3: 5 };

test.each(named('gns_newton'))('gnsNewton follows its reference: %s %s', (problem, _, entry) => {
  const { gamma_0: gamma, adaptive_search: adaptiveSearch, hessian } = entry.hyperparameters as Record<string, never>;
  const isGaussNewton = String(hessian).startsWith('gauss-newton');
  const objective = isGaussNewton ? float64Residuals.P2 : float64Problems[problem];
  follows(entry, objective, gnsNewton({ gamma, adaptiveSearch }), adaptiveSearch ? untilFlat[problem] : 200);
});

test('gaussNewton makes the steps of egn, its damping and rejections included', async () => {
  await tf.setBackend('cpu');
  const points: number[][] = [];
  minimize(float64Residuals.P2, [-1.2, 1], {
    optimizer: gaussNewton(),
    maxSteps: 25,
    callback: ({ x }) => {
      points.push([...x]);
    },
  });
  inFloat64(() => {
    const x = tf.variable(tf.tensor1d([-1.2, 1]));
    const outputs = () => {
      const [a, b] = tf.unstack(x);
      return tf.reshape(tf.stack([tf.mul(10, tf.sub(b, tf.square(a))), tf.sub(1, a)]), [2, 1]) as tf.Tensor2D;
    };
    const squares = (y: tf.Tensor, z: tf.Tensor2D) => tf.sum(tf.squaredDifference(y, z)) as tf.Scalar;
    const optimizer = egn({ adaptiveDamping: true });
    for (const point of points) {
      optimizer.minimizeResidual(outputs, tf.zeros([2, 1]), squares, [x]).dispose();
      expect([...x.dataSync()]).toEqual(point.map((value) => expect.closeTo(value, 9)));
    }
  });
});

test.each([
  ['three quarters of what the damped model promises is enough for half the damping', 0.76, 0.5],
  ['less is not', 0.74, 1],
  ['a quarter is enough to keep it', 0.26, 1],
  ['less is not', 0.24, 1.5],
])('gaussNewton: %s', (_what, share, damping) => {
  // at x = 1 with r = x and damping 1: d = −2/3, and g d + (2 + 1) d² / 2 = −2/3
  const script = [1, Math.sqrt(1 - (share * 2) / 3)];
  const objective: Objective = { residuals: () => [script.shift() ?? 0], jacobian: () => [[1]] };
  const { scalars } = minimize(objective, [1], { optimizer: gaussNewton(), maxSteps: 1 }).save();
  expect(scalars.damping).toBe(damping);
});

/** y ≈ x₀ + x₁ t of points that are on no line. */
const times = [0, 1, 2, 3, 4];
const heights = [1, 2, 1.5, 3.5, 3];
const line: Objective = { residuals: ([a, b]) => times.map((t, i) => a + b * t - heights[i]) };
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const normalEquations = eliminate(
  [
    [times.length, sum(times)],
    [sum(times), dot(times, times)],
  ],
  [sum(heights), dot(times, heights)],
);

const methods: Readonly<Record<string, () => Float64Optimizer>> = {
  levenbergMarquardt: () => levenbergMarquardt({ xi: 1e-3, omega: 1e-3 }),
  dampedLeastSquares: () => dampedLeastSquares(),
  gaussNewton: () => gaussNewton(),
  'gaussNewton, line search': () => gaussNewton({ damping: 0, adaptiveDamping: false, lineSearch: true }),
  gnsNewton: () => gnsNewton(),
};

describe.each(Object.entries(methods))('%s', (_name, make) => {
  test.each<[string, Objective, number[], number[]]>([
    ['Rosenbrock', float64Residuals.P2, [-1.2, 1], [1, 1]],
    ['a line through points, J by differences', line, [0, 0], normalEquations],
    ['equations with many solutions: the nearest', { residuals: ([a, b]) => [3 * a + 4 * b - 5] }, [0, 0], [0.6, 0.8]],
  ])('finds the known minimum of %s', (_what, objective, x0, minimum) => {
    const { x, value } = minimize(objective, x0, { optimizer: make(), maxSteps: 500 });
    expect([...x]).toEqual(minimum.map((one) => expect.closeTo(one, 6)));
    expect(value).toBeCloseTo(sum([...(objective.residuals!(x, 1) as number[])].map((r) => r * r)), 14);
  });

  test('ends at the singular minimum of Powell, where its gradient is small', () => {
    const optimizer = make();
    const { value } = minimize(float64Residuals.PowellSing, [3, -1, 0, 1], { optimizer, gradientTolerance: 1e-8 });
    expect(value).toBeLessThan(1e-8);
  });

  test('goes on bit for bit from a state as JSON', () => {
    const run = (maxSteps: number, state?: MinimizeState) =>
      minimize(float64Residuals.P2, [-1.2, 1], { optimizer: make(), maxSteps, state }).save();
    const half = JSON.parse(JSON.stringify(run(4)));
    expect(run(8, half)).toEqual({ ...run(8), evaluations: expect.anything() });
  });

  test('takes named arrays, also in the rows of J', () => {
    const objective = {
      residuals: ({ a, b }: { a: Float64Array; b: Float64Array }) => [a[0] - 1, 2 * (b[0] + 2), b[1] - a[0]],
      jacobian: () => [
        { a: [1], b: [0, 0] },
        { a: [0], b: [2, 0] },
        { a: [-1], b: [0, 1] },
      ],
    };
    const { x } = minimize(objective, { a: [0], b: [0, 0] }, { optimizer: make() });
    expect({ a: [...x.a], b: [...x.b] }).toEqual({
      a: [expect.closeTo(1, 6)],
      b: [expect.closeTo(-2, 6), expect.closeTo(1, 6)],
    });
  });
});

test.each([gaussNewton(), dampedLeastSquares()])('$name never rises, however wild the start', (optimizer) => {
  const values: number[] = [];
  const callback = ({ value }: { readonly value: number }) => {
    values.push(value);
  };
  minimize(float64Residuals.P2, [-30, 50], { optimizer, callback });
  for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
  expect(values.at(-1)).toBeLessThan(1e-12);
});

describe('evaluations', () => {
  const { residuals } = float64Residuals.P2;
  test('a Jacobian by differences is a call for each parameter', () => {
    const { evaluations } = minimize({ residuals }, [-1.2, 1], { optimizer: levenbergMarquardt(), maxSteps: 3 });
    expect(evaluations).toEqual({
      value: 0,
      gradient: 0,
      hvp: 0,
      hessianDiagonal: 0,
      residuals: 4 + 3 * 2,
      jacobian: 0,
    });
  });

  test('a step measures J once, and residuals once at each trial', () => {
    const { evaluations } = minimize(float64Residuals.P2, [-1.2, 1], { optimizer: levenbergMarquardt(), maxSteps: 3 });
    expect(evaluations).toMatchObject({ residuals: 4, jacobian: 3 });
    const rejecting = minimize(float64Residuals.P2, [-1.2, 1], { optimizer: gaussNewton(), maxSteps: 10 });
    expect(rejecting.evaluations.residuals).toBe(11);
    expect(rejecting.evaluations.jacobian).toBeLessThan(10);
  });
});

test.each<[string, () => Float64Optimizer]>([
  ['adam', () => adam({ learningRate: 0.1 })],
  ['lbfgs', () => lbfgs()],
])("%s takes a sumOfSquares, whose gradient is 2 J'r", (_name, make) => {
  const options = { optimizer: make(), maxSteps: 15 };
  const own = minimize(sumOfSquares(float64Residuals.P2), [-1.2, 1], options);
  const { value, gradient } = float64Problems.P2;
  const given = minimize({ value, gradient }, [-1.2, 1], options);
  expect([...own.x]).toEqual([...given.x].map((one) => expect.closeTo(one, 8)));
  expect(own.value).toBeCloseTo(given.value, 10);
});

test('a sumOfSquares has names too, and without J the differences of its value', () => {
  const residuals = ({ a, b }: { a: Float64Array; b: Float64Array }) => [a[0] - 1, 2 * (b[0] + 2)];
  const jacobian = () => [
    { a: [1], b: [0] },
    { a: [0], b: [2] },
  ];
  const options = { optimizer: adam({ learningRate: 0.1 }), maxSteps: 30 };
  const [given, differences] = [{ residuals, jacobian }, { residuals }].map((objective) =>
    minimize(sumOfSquares<{ a: number[]; b: number[] }>(objective), { a: [0], b: [0] }, options),
  );
  expect(given.evaluations).toMatchObject({ value: 1, gradient: 30 });
  expect(differences.evaluations).toMatchObject({ value: 121, gradient: 0 });
  expect(differences.x.b[0]).toBeCloseTo(given.x.b[0], 8);
});

describe('bad input is one sentence', () => {
  const { residuals } = float64Residuals.P2;
  const run = (objective: unknown, optimizer = gaussNewton()) =>
    minimize(objective as Objective, [1, 2], { optimizer });
  test.each<[string, () => unknown, string]>([
    [
      'no residuals',
      () => run(float64Problems.P2),
      'GaussNewton needs residuals: give residuals(x), an array r with f = Σ rᵢ², in place of value.',
    ],
    [
      'no residuals for another method',
      () => run(float64Problems.P2, levenbergMarquardt()),
      'LevenbergMarquardt needs residuals:',
    ],
    [
      'residuals that are none',
      () => run({ residuals: () => 3 }),
      'residuals gave 3, but must give an array of numbers, after 0 steps.',
    ],
    [
      'residuals of another number',
      () => run({ residuals: ([a]: number[]) => (a === 1 ? [a] : [a, a]) }),
      'residuals gave 2 numbers, but gave 1 before, after 0 steps.',
    ],
    [
      'a Jacobian that is none',
      () => run({ residuals, jacobian: () => 1 }),
      'jacobian gave 1, but must give an array of rows, after 0 steps.',
    ],
    [
      'a Jacobian of another height',
      () => run({ residuals, jacobian: () => [[1, 2]] }),
      'jacobian gave 1 rows, but there are 2 residuals, after 0 steps.',
    ],
    [
      'a row of another length',
      () => run({ residuals, jacobian: () => [[1], [2]] }),
      "jacobian's row 0 gave 1 numbers, but there are 2 parameters, after 0 steps.",
    ],
    ['residuals that are no function', () => run({ residuals: [1] }), 'residuals is 1, but must be a function.'],
    [
      'NaN at the start',
      () => run({ residuals: () => [Number.NaN] }),
      'the gradient at x0 is NaN in x[0], after 0 steps.',
    ],
    [
      'an option out of range',
      () => gaussNewton({ damping: -1 }),
      'GaussNewton: damping is -1, but must be a number in [0, inf) or a schedule.',
    ],
    [
      'an unknown option',
      () => levenbergMarquardt({ damping: 1 } as never),
      "LevenbergMarquardt has no option 'damping'",
    ],
    [
      'a Hessian that is not positive definite, without the search',
      () =>
        minimize({ value: ([x]) => -x * x, gradient: ([x]) => [-2 * x], hvp: (_, [v]) => [-2 * v] }, [1], {
          optimizer: gnsNewton({ gamma: 10, adaptiveSearch: false }),
        }),
      'GnsNewton: the Hessian, damped by |g| / gamma with gamma 10, is not positive definite:',
    ],
  ])('%s', (_what, given, message) => {
    expect(given).toThrow(message);
  });

  test('where no step is left it is said why', () => {
    expect(run({ residuals: () => [1] }).message).toBe('the gradient is 0');
    const wall = minimize({ residuals: ([x]) => [x > 1 ? Number.NaN : x + 1e3], jacobian: () => [[-1]] }, [1], {
      optimizer: gaussNewton(),
    });
    expect(wall).toMatchObject({ reason: 'noProgress', message: 'no damping makes f fall' });
  });
});
