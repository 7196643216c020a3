import {
  constant,
  cosineDecay,
  defineSchedule,
  join,
  linearWarmup,
  number,
  type Schedule,
  scheduleFromJSON,
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
    "Unknown schedule 'cosin'; known are constant, cosineDecay,",
  ],
  [() => JSON.stringify(join({ schedules: [(step) => step], boundaries: [] })), 'join holds a plain function'],
])('bad input is one clear sentence: %#', (make, sentence) => {
  expect(make).toThrow(sentence);
});
