import { logTicks, spread } from './log-axis.js';

test('labels are moved apart, stay in order and within the chart', () => {
  const placed = spread([50, 52, 51, 98, 99], 10, [0, 100]);
  const sorted = [...placed].sort((a, b) => a - b);
  expect(placed.map((position) => sorted.indexOf(position))).toEqual([0, 2, 1, 3, 4]);
  for (let index = 1; index < sorted.length; index++) {
    expect(sorted[index] - sorted[index - 1]).toBeGreaterThanOrEqual(10);
  }
  expect(sorted[0]).toBeGreaterThanOrEqual(0);
  expect(sorted.at(-1)).toBeLessThanOrEqual(100);
});

test('a label with room stays where it is', () => {
  expect(spread([10, 40, 80], 10, [0, 100])).toEqual([10, 40, 80]);
});

test('logarithmic axes have a few round ticks within their domain', () => {
  expect(logTicks([1e-12, 1e3])).toEqual([1e-12, 1e-9, 1e-6, 1e-3, 1, 1e3]);
  expect(logTicks([0.3, 4])).toEqual([0.5, 1, 2]);
});
