import { bootstrap } from './bootstrap.js';
import { dataProfile, type Effort, ecdfArea, expectedRunningTime, shareReached } from './effort.js';
import { performanceProfile, performanceRatios, profileScore } from './performance-profile.js';

const runs: Effort[] = [
  { hits: [10, 100], total: 100 },
  { hits: [1], total: 50 },
];

test('expected running time counts what was spent in vain', () => {
  expect(expectedRunningTime(runs, 0)).toBe(5.5);
  expect(expectedRunningTime(runs, 1)).toBe(150);
  expect(expectedRunningTime(runs, 2)).toBe(Number.POSITIVE_INFINITY);
});

test('the ECDF counts pairs of run and target', () => {
  expect([0.5, 1, 10, 99, 100, 1e9].map((budget) => shareReached(runs, 2, budget))).toEqual([
    0, 0.25, 0.5, 0.5, 0.75, 0.75,
  ]);
  expect(shareReached([], 2, 10)).toBe(0);
});

test('the area under it is the integral of its steps', () => {
  // from 1 to 100, in halves of a decade: a quarter from 1 on, a half from 10 on; the last step has no width
  expect(ecdfArea(runs, 2, [1, 100])).toBeCloseTo(0.25 * 0.5 + 0.5 * 0.5, 12);
  expect(ecdfArea([{ hits: [0, 0], total: 5 }], 2, [1, 100])).toBe(1);
  expect(ecdfArea(runs, 2, [1, 1])).toBe(0);
});

test('performance ratios are to the best on each problem', () => {
  const infinity = Number.POSITIVE_INFINITY;
  expect(performanceRatios([[2, 4], [infinity, 3], [infinity, infinity], [0, 5]])).toEqual([[1, 2], [infinity, 1], [infinity, infinity], [1, infinity]]); // biome-ignore format: a matrix
  expect([1, 2, 3.9].map((factor) => performanceProfile([1, 2, infinity], factor))).toEqual([1 / 3, 2 / 3, 2 / 3]);
});

test('the score of a profile is its mean height, by a sum over many factors', () => {
  const ratios = [1, 1.7, 3.2, 9, Number.POSITIVE_INFINITY];
  const factors = Array.from({ length: 30_000 }, (_, index) => 1 + (3 * (index + 0.5)) / 30_000);
  const height = factors.reduce((sum, factor) => sum + performanceProfile(ratios, factor), 0) / factors.length;
  expect(profileScore(ratios)).toBeCloseTo(height, 4);
  expect(profileScore([1, 1])).toBe(1);
});

test('a data profile counts problems, solved within a budget', () => {
  expect(dataProfile([5, 7, Number.POSITIVE_INFINITY], 6)).toBeCloseTo(1 / 3, 12);
});

describe('the bootstrap', () => {
  test('of a mean is as wide as the normal interval', () => {
    const values = Array.from({ length: 400 }, (_, index) => Math.sin(index * 12.9898) * 10);
    const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
    const deviation = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
    const [[low, high]] = bootstrap((resample) => [mean(resample(values))], 2000);
    expect((high - low) / ((2 * 1.96 * deviation) / Math.sqrt(400))).toBeCloseTo(1, 1);
  });

  test('is the same each time, and takes what is infinite', () => {
    const once = () => bootstrap((resample) => [Math.max(...resample([1, 2, Number.POSITIVE_INFINITY]))], 100);
    expect(once()).toEqual(once());
    expect(once()[0][1]).toBe(Number.POSITIVE_INFINITY);
  });
});
