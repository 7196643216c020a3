import fc from 'fast-check';
import { makeConfig } from '../fixtures/make-run.js';
import { cut } from './batches.js';
import { mostRuns } from './job.js';

const configs = (count: number) => Array.from({ length: count }, (_, seed) => makeConfig({ seed }));

test('a cut keeps the runs and their order, and each job but the last is one of a second, or full', () => {
  const seconds = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { maxLength: 300 });
  fc.assert(
    fc.property(seconds, (times) => {
      const all = configs(times.length);
      const taken = (batch: readonly { seed: number }[]) => batch.reduce((sum, { seed }) => sum + times[seed], 0);
      const batches = cut(all, ({ seed }) => times[seed]);
      expect(batches.flat()).toEqual(all);
      for (const batch of batches.slice(0, -1)) {
        expect(taken(batch)).toBeGreaterThanOrEqual(1);
        expect(taken(batch.slice(0, -1))).toBeLessThan(1);
      }
    }),
  );
});

test('jobs hold a bounded number of runs, however short these seem', () => {
  expect(cut(configs(2 * mostRuns + 1), () => 0).map(({ length }) => length)).toEqual([mostRuns, mostRuns, 1]);
  expect(cut([], () => 1)).toEqual([]);
});
