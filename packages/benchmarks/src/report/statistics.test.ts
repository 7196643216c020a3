import { median, ranks } from './statistics.js';

test('medians, with diverged runs as the largest', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([1, Number.POSITIVE_INFINITY, 2])).toBe(2);
  expect(median([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 2])).toBe(Number.POSITIVE_INFINITY);
  expect(median([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
});

test('equals share a rank', () => {
  expect(ranks([5, 1, 5, 0, Number.POSITIVE_INFINITY])).toEqual([3, 2, 3, 1, 5]);
});
