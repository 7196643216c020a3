import fc from 'fast-check';
import { everySchedule } from './fixtures/every-schedule.js';
import { scheduleFromJSON, scheduleNames } from './index.js';

const families = Object.entries(everySchedule);
const step = fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 1e12 }));
const far = [1e6, 1e9, 1e15];
const settings = { numRuns: 100, seed: 7 };

test('the list below has every schedule', () => {
  const observers = ['reduceOnPlateau', 'polyak', 'dog']; // see observer.test.ts
  expect([...Object.keys(everySchedule), ...observers].sort()).toEqual(scheduleNames().sort());
});

describe.each(families)('%s', (_, { make, options, range, end, steepest, isMonotone }) => {
  test('is a finite number at the first step, any other, and far beyond the end', () => {
    fc.assert(
      fc.property(options, step, (given, at) => {
        const schedule = make(given);
        expect([1, 2, at, at + 1, ...far].map(schedule).filter((value) => !Number.isFinite(value))).toEqual([]);
      }),
      settings,
    );
  });

  test('survives JSON', () => {
    fc.assert(
      fc.property(options, step, (given, at) => {
        const schedule = make(given);
        const text = JSON.stringify(schedule);
        const restored = scheduleFromJSON(JSON.parse(text));
        expect([1, at, 1e9].map(restored)).toEqual([1, at, 1e9].map(schedule));
        expect(JSON.stringify(restored)).toBe(text);
      }),
      settings,
    );
  });

  if (range) {
    test('stays in its range', () => {
      fc.assert(
        fc.property(options, step, (given, at) => {
          const [low, high] = range(given);
          const slack = 1e-9 * (1 + Math.abs(low) + Math.abs(high));
          for (const value of [1, at, 1e15].map(make(given))) {
            expect(value).toBeGreaterThanOrEqual(Number.isFinite(low) ? low - slack : low);
            expect(value).toBeLessThanOrEqual(Number.isFinite(high) ? high + slack : high);
          }
        }),
        settings,
      );
    });
  }

  if (end) {
    test('no longer changes after its end', () => {
      fc.assert(
        fc.property(options, step, (given, more) => {
          const schedule = make(given);
          const last = Math.ceil(end(given)) + 1;
          expect(schedule(last + more)).toBe(schedule(last));
        }),
        settings,
      );
    });
  }

  if (steepest) {
    test('has no jumps, not even where one piece meets the next', () => {
      fc.assert(
        fc.property(options, fc.integer({ min: 1, max: 3000 }), (given, at) => {
          const schedule = make(given);
          const most = steepest(given) * (1 + 1e-9) + 1e-9;
          for (const each of [at, Math.max(1, Math.floor(end?.(given) ?? at))]) {
            expect(Math.abs(schedule(each + 1) - schedule(each))).toBeLessThanOrEqual(most);
          }
        }),
        settings,
      );
    });
  }

  if (isMonotone) {
    test('never turns back', () => {
      fc.assert(
        fc.property(options, step, step, (given, one, other) => {
          const schedule = make(given);
          const [first, early, late] = [1, Math.min(one, other), Math.max(one, other)].map(schedule);
          const slack = 1e-9 * (1 + Math.abs(first));
          expect((late - early) * (early - first)).toBeGreaterThanOrEqual(-slack);
        }),
        settings,
      );
    });
  }
});
