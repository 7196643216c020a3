import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  chain,
  dog,
  linearDecay,
  type Observer,
  polyak,
  reduceOnPlateau,
  type Schedule,
  scheduleFromJSON,
} from './index.js';

type Observation = Readonly<Record<string, number>>;
interface Row {
  readonly schedule: string;
  readonly options: Observation;
  readonly source: string;
  readonly observations: readonly Observation[];
  readonly values: readonly number[];
}

const rows: Row[] = JSON.parse(readFileSync(new URL('./fixtures/reference/observers.json', import.meta.url), 'utf8'));
const make = ({ schedule, options }: Row) =>
  scheduleFromJSON({ schedule, options }) as unknown as Observer<Observation>;
const throughJson = (schedule: Schedule | Observer<never>) =>
  scheduleFromJSON(JSON.parse(JSON.stringify(schedule))) as unknown as Observer<Observation>;

describe.each(rows.map((row) => [row.schedule, row.source, row] as const))('%s agrees with %s', (_, __, row) => {
  test('after each observation', () => {
    const rate = make(row);
    for (const [index, observation] of row.observations.entries()) {
      expect(rate.observe(observation)).toBeCloseTo(row.values[index], 13);
    }
  });

  test('saved and made again half-way', () => {
    const first = make(row);
    const half = Math.floor(row.observations.length / 2);
    for (const observation of row.observations.slice(0, half)) first.observe(observation);
    const second = throughJson(first);
    expect(second()).toBe(first());
    const third = make(row);
    third.loadState(JSON.parse(JSON.stringify(first.saveState())));
    for (const [index, observation] of row.observations.slice(half).entries()) {
      expect(second.observe(observation)).toBeCloseTo(row.values[half + index], 13);
      expect(third.observe(observation)).toBe(second());
    }
  });
});

test('an observer goes into a schedule, and is saved with it', () => {
  const rate = reduceOnPlateau({ initialValue: 1, factor: 0.5, patience: 1 });
  const schedule = chain({ schedules: [linearDecay({ initialValue: 4, decaySteps: 4 }), rate] });
  for (const metric of [1, 1]) rate.observe({ metric });
  expect(schedule(2)).toBe(3 * 0.5);
  expect(throughJson(schedule)(...([2] as unknown as []))).toBe(3 * 0.5);
});

test('reduceOnPlateau: NaN is no improvement, and the value never falls below its least', () => {
  const rate = reduceOnPlateau({ initialValue: 1, patience: 2, minValue: 0.05 });
  const values = [Number.NaN, Number.NaN, Number.NaN, Number.NaN, 1, 1, 1].map((metric) => rate.observe({ metric }));
  expect(values).toEqual([1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05]);
});

test('gradient descent with polyak reaches the minimum of a quadratic, whatever its scale', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (scale) => {
      const rate = polyak({ maxValue: 1e9 });
      let [x, y] = [3, -2];
      const loss = () => (scale / 2) * (x * x + 10 * y * y);
      const start = loss();
      for (let step = 0; step < 200; step++) {
        const [gx, gy] = [scale * x, 10 * scale * y];
        const size = rate.observe({ loss: loss(), squaredGradientNorm: gx * gx + gy * gy });
        [x, y] = [x - size * gx, y - size * gy];
      }
      expect(loss()).toBeLessThan(1e-6 * start);
    }),
    { numRuns: 30, seed: 1 },
  );
});

test('gradient descent with dog needs no step size', () => {
  for (const scale of [1e-3, 1, 1e3]) {
    const rate = dog({});
    let x = 5;
    for (let step = 0; step < 3000; step++) {
      const gradient = scale * x;
      x -= gradient * rate.observe({ distance: Math.abs(x - 5), squaredGradientNorm: gradient * gradient });
    }
    expect(Math.abs(x)).toBeLessThan(0.05);
  }
});

test.each<[() => unknown, string]>([
  [() => polyak({ c: 0 }), 'polyak: c is 0, but must be a number in (0, inf).'],
  [
    () => polyak({}).observe({ loss: Number.NaN, squaredGradientNorm: 1 }),
    'polyak: loss is NaN, but must be a number in',
  ],
  [() => polyak({}).observe({ loss: 1 } as never), 'polyak: squaredGradientNorm is undefined, but must be'],
  [() => dog({}).observe({ loss: 1, squaredGradientNorm: 1 } as never), "dog has no option 'loss'; it knows distance,"],
  [
    () => reduceOnPlateau({ initialValue: 1, factor: 1 }),
    'reduceOnPlateau: factor is 1, but must be a number in (0, 1).',
  ],
  [
    () => reduceOnPlateau({ initialValue: 1 }).observe({ metric: '3' as never }),
    "metric is '3', but must be a number.",
  ],
  [
    () => reduceOnPlateau({ initialValue: 1 }).loadState({ value: -1, wait: 0, cooldownLeft: 0 }),
    "reduceOnPlateau's saved state: value is -1, but must be a number in [0, inf).",
  ],
  [
    () => dog({}).loadState({ value: 1 }),
    "dog's saved state has no option 'value'; it knows maxDistance, sumOfSquares.",
  ],
])('bad input is one clear sentence: %#', (call, sentence) => {
  expect(call).toThrow(sentence);
});

// Checked by `pnpm typecheck`: a line under @ts-expect-error that compiles is an error there.
export const fits: Schedule = polyak({});
export const misuse = () => [
  // @ts-expect-error it is no function of the step
  polyak({})(3),
  // @ts-expect-error plain schedules observe nothing
  linearDecay({ initialValue: 1, decaySteps: 1 }).observe({}),
  // @ts-expect-error it wants the gradient's norm too
  polyak({}).observe({ loss: 1 }),
];
