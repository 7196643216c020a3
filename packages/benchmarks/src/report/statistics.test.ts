import { extentOf, median, ranks } from './statistics.js';

test('medians, with diverged runs as the largest', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([1, Number.POSITIVE_INFINITY, 2])).toBe(2);
  expect(median([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 2])).toBe(Number.POSITIVE_INFINITY);
  expect(median([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
});

test('equals share the mean of their ranks', () => {
  expect(ranks([5, 1, 5, 0, Number.POSITIVE_INFINITY])).toEqual([3.5, 2, 3.5, 1, 5]);
  expect(ranks([Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY])).toEqual([2.5, 1, 2.5]);
  expect(ranks([])).toEqual([]);
});

test('ranks add up to the same whatever ties', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  for (const gap of [0, 1, 2, 100]) {
    const found = ranks(values, (value, tied) => value - tied[0] <= gap);
    expect(found.reduce((sum, rank) => sum + rank, 0)).toBe((values.length * (values.length + 1)) / 2);
  }
  expect(ranks([1, 2, 3], (value, tied) => value - tied[0] <= 1)).toEqual([1.5, 1.5, 3]);
});

test('the extent of a million values', () => {
  const values = Array.from({ length: 1_000_000 }, (_, index) => index);
  expect(extentOf(values)).toEqual([0, 999_999]);
  expect(extentOf([])).toEqual([Math.min(), Math.max()]);
});
