import {
  chain,
  chebyshev,
  clamp,
  constant,
  cosineDecay,
  cosineDecayRestarts,
  cyclic,
  cyclicSnapshots,
  defineSchedule,
  exponentialDecay,
  inverseSquareRootDecay,
  join,
  linearDecay,
  linearWarmup,
  multiStepDecay,
  noam,
  number,
  offset,
  oneCycle,
  piecewiseConstantDecay,
  piecewiseInterpolate,
  polynomialDecay,
  repeat,
  type Schedule,
  scheduleFromJSON,
  stronglyConvexDecay,
  tanhDecay,
  warmupStableDecay,
} from './index.js';

const values = (schedule: Schedule, ...steps: number[]) => steps.map((step) => schedule(step));

test('constant', () => {
  expect(values(constant({ value: 0.1 }), 1, 2, 1e9)).toEqual([0.1, 0.1, 0.1]);
});

test('cosineDecay starts at its initial value, passes the mean half-way, ends at alpha and stays there', () => {
  const schedule = cosineDecay({ initialValue: 0.4, decaySteps: 100, alpha: 0.1 });
  const steps = [1, 1 + 100 / 3, 51, 101, 1e9];
  const expected = [0.4, 0.4 * (0.1 + 0.9 * 0.75), 0.4 * 0.55, 0.04, 0.04];
  for (const [index, step] of steps.entries()) expect(schedule(step)).toBeCloseTo(expected[index], 12);
});

test('linearWarmup is a line up to where its successor begins', () => {
  const after = cosineDecay({ initialValue: 1, decaySteps: 10 });
  const schedule = linearWarmup({ warmupSteps: 4, after });
  expect(values(schedule, 1, 2, 3, 4, 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(schedule(10)).toBe(after(6));
  expect(values(linearWarmup({ warmupSteps: 0, after: 3 }), 1, 2)).toEqual([3, 3]);
});

test('join starts each schedule from its own first step', () => {
  const schedule = join({ schedules: [1, (step) => 10 * step, constant({ value: 7 })], boundaries: [2, 5] });
  expect(values(schedule, 1, 2, 3, 4, 5, 6, 1000)).toEqual([1, 1, 10, 20, 30, 7, 7]);
});

test('stronglyConvexDecay is 1 / (mu step)', () => {
  expect(values(stronglyConvexDecay({ mu: 0.5 }), 1, 2, 4, 1e6)).toEqual([2, 1, 0.5, 2e-6]);
});

test('with its defaults inverseSquareRootDecay is 1 / sqrt(step)', () => {
  expect(values(inverseSquareRootDecay({ initialValue: 3 }), 1, 4, 9, 900)).toEqual([3, 1.5, 1, 0.1]);
});

test('noam peaks at step warmupSteps with 1 / sqrt(modelSize warmupSteps)', () => {
  const schedule = noam({ modelSize: 512 });
  expect(schedule(4000)).toBeCloseTo(1 / Math.sqrt(512 * 4000), 15);
  expect(schedule(1)).toBeCloseTo(schedule(4000) / 4000, 15);
  expect(schedule(16000)).toBeCloseTo(schedule(4000) / 2, 15);
});

test('cyclicSnapshots begins each of its cycles at the top', () => {
  const schedule = cyclicSnapshots({ initialValue: 0.2, totalSteps: 100, snapshots: 3 }); // of 34 steps
  expect(values(schedule, 1, 35, 69, 103)).toEqual([0.2, 0.2, 0.2, 0.2]);
  expect(schedule(18)).toBeCloseTo(0.1, 12);
  expect(schedule(34)).toBeCloseTo(0.1 * (1 + Math.cos((Math.PI * 33) / 34)), 12);
});

test('warmupStableDecay meets its corners', () => {
  const schedule = warmupStableDecay({ maxValue: 2, warmupSteps: 4, stableSteps: 10, decaySteps: 16, endValue: 1 });
  expect(values(schedule, 1, 3, 5, 15, 19, 31, 1e6)).toEqual([0, 1, 2, 2, 1.5, 1, 1]);
});

test('cosineDecayRestarts is at its top at the very step of a restart, however the logarithm rounds', () => {
  for (const tMul of [1, 1.5, 2, 3, 10]) {
    const schedule = cosineDecayRestarts({ initialValue: 1, firstDecaySteps: 64, tMul });
    let start = 0;
    for (let length = 64; length < 1e7 && Number.isInteger(length); length *= tMul === 1 ? 1e9 : tMul) {
      expect(schedule(start + 1)).toBeCloseTo(1, 9);
      if (start > 0) expect(schedule(start)).toBeLessThan(0.01);
      start += length;
    }
  }
});

test('gradient descent with chebyshev steps shrinks every error of a quadratic as far as theory says', () => {
  const [m, M, T] = [0.01, 1, 32];
  const schedule = chebyshev({ minCurvature: m, maxCurvature: M, cycleSteps: T });
  const q = (Math.sqrt(M) + Math.sqrt(m)) / (Math.sqrt(M) - Math.sqrt(m));
  const bound = 2 / (q ** T + q ** -T);
  for (let curvature = m; curvature <= M; curvature += (M - m) / 500) {
    let error = 1;
    for (let step = 1; step <= T; step++) error *= 1 - schedule(step) * curvature;
    expect(Math.abs(error)).toBeLessThanOrEqual(bound * (1 + 1e-9));
  }
});

test('repeat begins again, offset begins later or in the midst, clamp cuts, chain multiplies', () => {
  const ramp = (step: number) => step;
  expect(values(repeat({ schedule: ramp, steps: 3 }), 1, 2, 3, 4, 5, 7)).toEqual([1, 2, 3, 1, 2, 1]);
  expect(values(offset({ schedule: ramp, steps: 2 }), 1, 2, 3, 4, 5)).toEqual([1, 1, 1, 2, 3]);
  expect(values(offset({ schedule: ramp, steps: -2 }), 1, 2)).toEqual([3, 4]);
  expect(values(clamp({ schedule: ramp, min: 2, max: 4 }), 1, 2, 3, 4, 5)).toEqual([2, 2, 3, 4, 4]);
  expect(values(clamp({ schedule: ramp, max: 2 }), 1, 3)).toEqual([1, 2]);
  expect(values(chain({ schedules: [ramp, 3, ramp] }), 1, 2, 3)).toEqual([3, 12, 27]);
});

test('piecewiseConstantDecay changes after its boundary, as in Keras, multiStepDecay and join at it, as in torch', () => {
  const keras = piecewiseConstantDecay({ boundaries: [2], values: [1, 0.1] });
  const torch = multiStepDecay({ initialValue: 1, boundaries: [2] });
  expect(values(keras, 1, 2, 3, 4)).toEqual([1, 1, 1, 0.1]);
  expect(values(torch, 1, 2, 3, 4)).toEqual([1, 1, 0.1, 0.1]);
});

test('what is left out is left out of the JSON too', () => {
  expect(Object.keys((clamp({ schedule: 1, max: 2 }).toJSON!() as { options: object }).options)).toEqual([
    'schedule',
    'max',
  ]);
});

test('a schedule survives JSON, with those it holds', () => {
  const schedule = join({
    schedules: [linearWarmup({ warmupSteps: 5, after: 0.3 }), cosineDecay({ initialValue: 0.3, decaySteps: 20 })],
    boundaries: [8],
  });
  const restored = scheduleFromJSON(JSON.parse(JSON.stringify(schedule)));
  for (let step = 1; step < 40; step++) expect(restored(step)).toBe(schedule(step));
});

test('a user may define a schedule that can be saved', () => {
  const halving = defineSchedule('halving', { start: number('(0, inf)', 1) }, ({ start }, t) => start / 2 ** t);
  expect(values(halving({}), 1, 2, 3)).toEqual([1, 0.5, 0.25]);
  expect(scheduleFromJSON(JSON.parse(JSON.stringify(halving({ start: 8 }))))(3)).toBe(2);
});

test.each<[() => unknown, string]>([
  [
    () => cosineDecay({ initialValue: 1, decaySteps: 0 }),
    'cosineDecay: decaySteps is 0, but must be a number in (0, inf).',
  ],
  [() => cosineDecay({ initialValue: Number.NaN, decaySteps: 1 }), 'cosineDecay: initialValue is NaN, but must be'],
  [() => cosineDecay({ decaySteps: 1 } as never), 'cosineDecay: initialValue is undefined, but must be'],
  [
    () => cosineDecay({ initialValue: 1, decay: 1 } as never),
    "cosineDecay has no option 'decay'; it knows initialValue,",
  ],
  [
    () => linearWarmup({ warmupSteps: 1, after: 'fast' as never }),
    "linearWarmup: after is 'fast', but must be a finite",
  ],
  [() => join({ schedules: [1, 2], boundaries: [] }), 'join: 2 schedules need 1 boundaries, but 0 are given.'],
  [() => join({ schedules: [1, 2, 3], boundaries: [5, 5] }), 'join: boundaries are 5, 5, but must increase.'],
  [() => join({ schedules: [], boundaries: [] }), 'join: schedules are none, but must be at least one.'],
  [
    () => join({ schedules: [1, 2], boundaries: [2.5] }),
    'join: boundaries[0] is 2.5, but must be a whole number in (0, inf).',
  ],
  [() => linearWarmup({ warmupSteps: 1.5, after: 1 }), 'linearWarmup: warmupSteps is 1.5, but must be a whole number'],
  [
    () => linearDecay({ initialValue: 1, decaySteps: 0.5 }),
    'linearDecay: decaySteps is 0.5, but must be a number in [1,',
  ],
  [
    () => exponentialDecay({ initialValue: 1, decaySteps: 1, decayRate: 2 }),
    'decayRate is 2, but must be a number in (0, 1]',
  ],
  [
    () => polynomialDecay({ initialValue: 1, decaySteps: 1, cycle: 1 as never }),
    'polynomialDecay: cycle is 1, but must be true or false.',
  ],
  [
    () => cyclic({ baseValue: 0, maxValue: 1, upSteps: 5, mode: 'square' as never }),
    "mode is 'square', but must be one of",
  ],
  [
    () => cyclic({ baseValue: 0, maxValue: 1, upSteps: 5, downSteps: 0 }),
    'cyclic: downSteps is 0, but must be a whole number in',
  ],
  [
    () => multiStepDecay({ initialValue: 1, boundaries: [20, 10] }),
    'multiStepDecay: boundaries are 20, 10, but must increase.',
  ],
  [
    () => piecewiseConstantDecay({ boundaries: [10], values: [1] }),
    'piecewiseConstantDecay: 1 boundaries need 2 values, but 1 are given.',
  ],
  [
    () => piecewiseInterpolate({ boundaries: [], values: [] }),
    'piecewiseInterpolate: 0 boundaries need 1 values, but 0',
  ],
  [
    () => chebyshev({ minCurvature: 1, maxCurvature: 2, cycleSteps: 12 }),
    'chebyshev: cycleSteps is 12, but must be a power of two.',
  ],
  [
    () => chebyshev({ minCurvature: 3, maxCurvature: 2, cycleSteps: 4 }),
    'chebyshev: minCurvature is 3, but must be at most maxCurvature, 2.',
  ],
  [() => tanhDecay({ initialValue: 1, decaySteps: 9, lower: 4 }), 'tanhDecay: lower is 4, but must be below upper, 3.'],
  [() => clamp({ schedule: 1, min: 2, max: 1 }), 'clamp: min is 2, but must be at most max, 1.'],
  [() => chain({ schedules: [] }), 'chain: schedules are none, but must be at least one.'],
  [
    () => oneCycle({ maxValue: 1, totalSteps: 10, pctStart: 1 }),
    'oneCycle: pctStart is 1, but must be a number in (0, 1).',
  ],
  [() => repeat({ schedule: 1, steps: 2.5 }), 'repeat: steps is 2.5, but must be a whole number in (0, inf).'],
  [() => cosineDecay(0.1 as never), 'cosineDecay takes one options object, such as { initialValue: … }, not 0.1.'],
  [() => (cosineDecay as () => unknown)(), 'cosineDecay takes one options object'],
  [() => cosineDecay({ initialValue: 1, decaySteps: 10n as never }), 'cosineDecay: decaySteps is 10n, but must be'],
  [() => defineSchedule('my_schedule', {}, () => 1), "my_schedule: 'my_schedule' is not a name that can be saved;"],
  [
    () => defineSchedule('mine', { start_value: number('[0, 1]') }, () => 1),
    "mine: 'start_value' is not a name that can be",
  ],
  [() => join({ schedules: 1 as never, boundaries: [] }), 'join: schedules is 1, but must be a list.'],
  [
    () => scheduleFromJSON({ schedule: 'cosin', options: {} }),
    "Unknown schedule 'cosin'; known are ademamixAlpha, ademamixBeta3, chain, ",
  ],
  [() => JSON.stringify(join({ schedules: [(step) => step], boundaries: [] })), 'join holds a plain function'],
])('bad input is one clear sentence: %#', (make, sentence) => {
  expect(make).toThrow(sentence);
});
