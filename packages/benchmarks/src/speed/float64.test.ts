import { float64Text, measureFloat64, startUp } from './float64.js';

test('Adam in float64 is timed against tf and against a copy, in one table', async () => {
  const timings = await measureFloat64(1);
  expect(timings.map(({ what }) => what)).toEqual([
    'rosenbrock, by hand',
    'rosenbrock, by hand, without WebAssembly',
    "the testbed's rosenbrock",
    '1e6 parameters',
  ]);
  for (const { microseconds, ratio, range } of timings) {
    expect(microseconds.ours).toBeGreaterThan(0);
    expect(range).toEqual([ratio, ratio]); // of one round
    expect(ratio).toBeCloseTo(microseconds.other / microseconds.ours, 9);
  }
  const lines = float64Text(timings).split('\n');
  expect(lines).toHaveLength(5);
  expect(lines[4]).toContain('a copy of 56 bytes a parameter');
});

test('the start of every rule is timed, in milliseconds', () => {
  expect(startUp()).toBeGreaterThan(0);
});
