import { cosineDecay, reduceOnPlateau } from '@optimizer-zoo/schedulers';
import fc from 'fast-check';
import { everyFloat64 } from '../fixtures/every-float64.js';
import * as zoo from './index.js';

const { adam, iterate, MinimizeError, minimize, sgd } = zoo;

const rosenbrock: zoo.Objective = {
  value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
};
const start = [-1.2, 1];
const bowl: zoo.Objective = { value: ([x]) => x * x, gradient: ([x]) => [2 * x] };

describe('what ends it', () => {
  const optimizer = sgd({ learningRate: 0.1 });
  test.each<[zoo.Reason, Partial<zoo.RunOptions<number[]>>]>([
    ['maxSteps', { maxSteps: 7 }],
    ['gradientTolerance', { gradientTolerance: 1e-3 }],
    ['stepTolerance', { stepTolerance: 1e-4 }],
    ['valueTolerance', { valueTolerance: 1e-6 }],
    ['maxEvaluations', { maxEvaluations: 12 }],
    ['maxSeconds', { maxSeconds: 1e-9 }],
    ['callback', { callback: ({ steps }) => steps === 5 }],
    ['signal', { signal: AbortSignal.abort() }],
  ])('%s', (reason, options) => {
    const result = minimize(bowl, [1], { optimizer, ...options });
    expect(result.reason).toBe(reason);
    expect(result.value).toBe(result.x[0] ** 2);
    expect(result.x[0]).toBeCloseTo(0.8 ** result.steps, 12);
  });

  test('a gradient within its tolerance is found before a step is made', () => {
    const { steps, evaluations } = minimize(bowl, [0], { optimizer, gradientTolerance: 0 });
    expect(steps).toBe(0);
    expect(evaluations).toMatchObject({ gradient: 1 });
  });

  test('where it leads to no number the last point is given', () => {
    const wall: zoo.Objective = { value: ([x]) => Math.log(x), gradient: ([x]) => [x < 0.5 ? Number.NaN : 1] };
    const { reason, x } = minimize(wall, [1], { optimizer: sgd({ learningRate: 0.3 }) });
    expect(reason).toBe('notFinite');
    expect(x[0]).toBeCloseTo(0.4, 12);
  });

  test('gathered gradients are no steps that are too small', () => {
    const { reason, x } = minimize(bowl, [1], { optimizer: zoo.gradientAccumulation(optimizer), stepTolerance: 1e-6 });
    expect(reason).toBe('stepTolerance');
    expect(x[0]).toBeCloseTo(0, 4);
  });
});

test('iterate makes one step each time, and returns what minimize gives', () => {
  const options = { optimizer: adam({ learningRate: 0.1 }), maxSteps: 5 };
  const steps = iterate(rosenbrock, start, options);
  const values: number[] = [];
  let last = steps.next();
  for (; !last.done; last = steps.next()) {
    expect(last.value.steps).toBe(values.length + 1);
    values.push(last.value.value);
  }
  const { save: _, ...result } = minimize(rosenbrock, start, options);
  expect(last.value).toMatchObject({ x: result.x, value: result.value, steps: 5, reason: 'maxSteps' });
  expect(values.at(-1)).toBe(result.value);
});

describe('parameters', () => {
  const target = { a: [1, 2], b: [3] };
  const distance = {
    value: ({ a, b }: { a: Float64Array; b: Float64Array }) => (a[0] - 1) ** 2 + (a[1] - 2) ** 2 + (b[0] - 3) ** 2,
    gradient: ({ a, b }: { a: Float64Array; b: Float64Array }) => ({
      a: [2 * (a[0] - 1), 2 * (a[1] - 2)],
      b: [2 * (b[0] - 3)],
    }),
  };

  test('may be named arrays, and the result is', () => {
    const { x } = minimize(distance, { a: [0, 0], b: [0] }, { optimizer: sgd({ learningRate: 0.5 }), maxSteps: 1 });
    expect({ a: [...x.a], b: [...x.b] }).toEqual(target);
  });

  test('norms are by variable: each takes a step of its own length', () => {
    const { x } = minimize(
      distance,
      { a: [0, 0], b: [1] },
      { optimizer: zoo.lamb({ learningRate: 0.1 }), maxSteps: 1 },
    );
    expect(x.b[0]).toBeCloseTo(1.1, 6); // LAMB's step is learningRate ‖x‖ long, or learningRate where x is 0
    expect(Math.hypot(...x.a)).toBeCloseTo(0.1 * Math.SQRT2, 6);
  });

  test('groups and frozen mean them by name, or elements by index', () => {
    const named = sgd({ learningRate: 0.25, groups: [{ match: 'b', options: { learningRate: 0.5 } }], frozen: /a/ });
    const { x } = minimize(distance, { a: [0, 0], b: [0] }, { optimizer: named, maxSteps: 1 });
    expect({ a: [...x.a], b: [...x.b] }).toEqual({ a: [0, 0], b: [3] });
    const squares: zoo.Objective = { gradient: (point) => point.map((value) => 2 * value) };
    const indexed = sgd({ learningRate: 0.25, groups: [{ match: [1, 3], options: { learningRate: 0.5 } }], frozen: 0 });
    expect([...minimize(squares, [1, 1, 1, 1], { optimizer: indexed, maxSteps: 1 }).x]).toEqual([1, 0, 0.5, 0]);
  });

  test('a group or a frozen name that means nothing is an error', () => {
    const optimizer = sgd({ groups: [{ match: 'c', options: {} }] });
    expect(() => minimize(distance, { a: [0, 0], b: [0] }, { optimizer })).toThrow(
      'SGD: no parameter is meant by c; there are a, b.',
    );
  });

  test('a start in a typed array is not changed, and results are copies', () => {
    const x0 = Float64Array.of(1);
    const { x } = minimize(bowl, x0 as never, { optimizer: sgd({ learningRate: 0.1 }), maxSteps: 1 });
    expect(x0[0]).toBe(1);
    expect(x[0]).toBeCloseTo(0.8, 12);
  });

  test('a gradient may be written into the array that is given', () => {
    const writing: zoo.Objective = {
      gradient(x, into) {
        into[0] = 2 * x[0];
        return into;
      },
    };
    expect(minimize(writing, [1], { optimizer: sgd({ learningRate: 0.25 }), maxSteps: 1 }).x[0]).toBe(0.5);
  });
});

describe('derivatives by differences', () => {
  test('are right to ten digits where f is smooth', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (x, y) => {
        const [progress] = iterate({ value: rosenbrock.value }, [x, y], {
          optimizer: sgd({ learningRate: 1e-300 }),
          maxSteps: 1,
        });
        const exact = rosenbrock.gradient!(Float64Array.of(x, y), Float64Array.of(0, 0), 1);
        for (let i = 0; i < 2; i++)
          expect(Math.abs(progress.gradient[i] - exact[i])).toBeLessThan(1e-7 * (1 + Math.abs(exact[i])));
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  test('are counted: two values an element, and products two gradients', () => {
    const { evaluations } = minimize({ value: bowl.value }, [1], { optimizer: sgd(), maxSteps: 3 });
    const none = { value: 0, gradient: 0, hvp: 0, hessianDiagonal: 0, residuals: 0, jacobian: 0 };
    expect(evaluations).toEqual({ ...none, value: 7 });
    const curved = minimize(bowl, [1], { optimizer: zoo.adahessian(), maxSteps: 3 });
    expect(curved.evaluations).toEqual({ ...none, value: 1, gradient: 9 });
  });

  test("the diagonal of the Hessian is the objective's, if it says", () => {
    const objective = { ...bowl, hessianDiagonal: () => [2] };
    const options = { optimizer: zoo.adahessian({ learningRate: 0.1 }), maxSteps: 20 };
    const own = minimize(objective, [1], options);
    expect(own.x[0]).toBeCloseTo(minimize(bowl, [1], options).x[0], 6);
    expect(own.evaluations).toMatchObject({ hessianDiagonal: 20, gradient: 20 });
  });
});

test('noise is drawn from the seed', () => {
  const end = (seed: number) =>
    minimize(zoo.gradientNoise(bowl, { standardDeviation: 0.1, seed }), [1], {
      optimizer: sgd({ learningRate: 0.1 }),
      maxSteps: 10,
    }).x[0];
  expect(end(1)).toBe(end(1));
  expect(end(1)).not.toBe(end(2));
});

describe('a state, as JSON', () => {
  test.each(everyFloat64)('%s goes on bit for bit', (_name, make) => {
    const objective: zoo.Objective = {
      value: ([x, y]) => 1 + (1 - x) ** 2 + (y - x) ** 2,
      gradient: ([x, y]) => [2 * (x - 1) + 2 * (x - y), 2 * (y - x)],
    };
    const kept = ({ evaluations: _, ...state }: zoo.MinimizeState) => state;
    const run = (maxSteps: number, state?: zoo.MinimizeState) =>
      minimize(objective, start, { optimizer: make(), maxSteps, state });
    const whole = run(14);
    const half = JSON.parse(JSON.stringify(run(7).save()));
    const resumed = run(14, half);
    expect(whole.reason).toBe('maxSteps');
    expect(kept(resumed.save())).toEqual(kept(whole.save()));
  });

  test('schedules that follow losses are in it', () => {
    const make = () => reduceOnPlateau({ initialValue: 0.1, patience: 0 });
    const [rate, fresh] = [make(), make()];
    for (const loss of [1, 2, 3]) rate.observe({ metric: loss });
    const state = minimize(bowl, [1], { optimizer: sgd({ learningRate: rate }), maxSteps: 1 }).save();
    minimize(bowl, [1], {
      optimizer: sgd({ learningRate: fresh }),
      maxSteps: 1,
      state: JSON.parse(JSON.stringify(state)),
    });
    expect(fresh()).toBe(rate());
    expect(fresh()).toBeLessThan(0.1);
  });

  test('of another optimizer, or of other parameters, it is refused', () => {
    const state = minimize(bowl, [1], { optimizer: sgd(), maxSteps: 1 }).save();
    expect(() => minimize(bowl, [1], { optimizer: adam(), state })).toThrow(
      "the state is of 'SGD', but the optimizer is Adam",
    );
    expect(() => minimize(rosenbrock, start, { optimizer: sgd(), state })).toThrow('of 1 parameters, but there are 2');
  });
});

describe('bad input is one sentence', () => {
  const optimizer = sgd();
  test.each<[string, () => unknown, string]>([
    [
      'NaN in the start',
      () => minimize(bowl, [Number.NaN], { optimizer }),
      'minimize: x0[0] is NaN, but must be a finite number.',
    ],
    [
      'NaN in a named start',
      () => minimize({ value: () => 0 }, { a: [1, Number.NaN] }, { optimizer }),
      'minimize: x0.a[1] is NaN, but must be a finite number.',
    ],
    ['an empty start', () => minimize(bowl, [], { optimizer }), 'minimize: x0 is , but must hold at least one number.'],
    [
      'no start',
      () => minimize(bowl, undefined as never, { optimizer }),
      'minimize: x0 is undefined, but must hold at least one number.',
    ],
    [
      'no objective',
      () => minimize(undefined as never, [1], { optimizer }),
      'minimize: the objective is undefined, but must be an object with a function value, gradient or residuals, such as { value: ([x]) => x * x }.',
    ],
    [
      'no optimizer',
      () => minimize(bowl, [1], {} as never),
      'minimize: optimizer is undefined, but must be an optimizer of this entry, such as adam().',
    ],
    [
      'a tolerance below 0',
      () => minimize(bowl, [1], { optimizer, stepTolerance: -1 }),
      'minimize: stepTolerance is -1, but must be a number in [0, inf).',
    ],
    [
      'an unknown option',
      () => minimize(bowl, [1], { optimizer, steps: 3 } as never),
      "minimize has no option 'steps'",
    ],
    [
      'a gradient of another length',
      () => minimize({ gradient: () => [1, 2] }, [1], { optimizer }),
      'minimize: gradient gave 2 numbers, but there is 1 parameter, after 0 steps.',
    ],
    [
      'a gradient that is none',
      () => minimize({ gradient: () => undefined as never }, [1], { optimizer }),
      'minimize: gradient gave undefined, but must give an array of numbers, after 0 steps.',
    ],
    [
      'a gradient that lacks a name',
      () => minimize({ gradient: () => ({}) as never }, { a: [1] }, { optimizer }),
      "minimize: gradient for 'a' gave undefined, but must give an array of numbers, after 0 steps.",
    ],
    [
      'a gradient that is not finite at the start',
      () => minimize({ gradient: () => [Number.NaN] }, [1], { optimizer }),
      'minimize: the gradient at x0 is NaN in x[0], after 0 steps.',
    ],
    [
      'a value that is no number',
      () => minimize({ value: () => '1' as never, gradient: bowl.gradient }, [1], { optimizer, maxSteps: 2 }),
      "minimize: value gave '1', but must give a number, after 2 steps.",
    ],
    [
      'an option of a rule',
      () => adam({ beta1: 2 }),
      'Adam: beta1 is 2, but must be a number in [0, 1) or a schedule.',
    ],
    ['a gradient source of the main entry', () => sgd({ gradient: {} } as never), "SGD has no option 'gradient'"],
    ['a wrapper around nothing', () => zoo.ema({} as never), 'ema wraps an optimizer such as adam(), not'],
    [
      'a rule that needs what nobody measures',
      () => minimize(bowl, [1], { optimizer: zoo.sophiaG() }),
      'SophiaG needs the diagonal of the Hessian: give hessianDiagonal beside the gradient.',
    ],
  ])('%s', (_what, run, message) => {
    expect(run).toThrow(message);
  });

  test('what had been reached when a function throws is in the error', () => {
    let calls = 0;
    const failing: zoo.Objective = {
      gradient([x]) {
        if (++calls > 3) throw new RangeError('out of data');
        return [2 * x];
      },
    };
    let error: unknown;
    try {
      minimize(failing, [1], { optimizer: sgd({ learningRate: 0.25 }) });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(MinimizeError);
    const { message, cause, reached } = error as InstanceType<typeof MinimizeError<Float64Array>>;
    expect(message).toBe('minimize: out of data, after 3 steps.');
    expect(cause).toBeInstanceOf(RangeError);
    expect([...reached.x]).toEqual([0.125]);
    expect(reached.evaluations.gradient).toBe(4);
    expect(
      minimize(bowl, [1], { optimizer: sgd({ learningRate: 0.25 }), maxSteps: 4, state: reached.save() }).x[0],
    ).toBe(0.0625);
  });
});

test('schedules are followed, and a factory has its rule', () => {
  const learningRate = cosineDecay({ initialValue: 0.1, decaySteps: 4 });
  const { x } = minimize(bowl, [1], { optimizer: sgd({ learningRate }), maxSteps: 4 });
  expect(x[0]).toBeCloseTo(
    [1, 2, 3, 4].reduce((value, step) => value * (1 - 2 * learningRate(step)), 1),
    14,
  );
  expect(adam.rule.name).toBe('Adam');
});

test('what a run would give as its result can be seen at each step', () => {
  const options = { optimizer: zoo.ema(sgd({ learningRate: 0.1 }), { emaMomentum: 0.5 }), maxSteps: 4 };
  const averages = Array.from(iterate(bowl, [1], options), ({ average }) => average[0]);
  const ends = [1, 2, 3, 4].map((maxSteps) => minimize(bowl, [1], { ...options, maxSteps }).x[0]);
  expect(averages).toEqual(ends);
  expect(new Set(averages).size).toBe(4);
});
