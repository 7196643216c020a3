import { alike, friedman } from './friedman.js';
import { holm } from './holm.js';
import { signedRank } from './wilcoxon.js';

describe("Friedman's test", () => {
  // s = scipy.stats.friedmanchisquare(*X.T).statistic; F = 4 * s / (5 * 3 - s); scipy.stats.f.sf(F, 3, 12)
  const ranks = [
    [1, 2, 3, 4],
    [2, 1, 3, 4],
    [1, 3, 2, 4],
    [1, 2, 4, 3],
    [1.5, 1.5, 3, 4],
  ];

  test('is that of scipy, ties included', () => {
    const { meanRanks, p } = friedman(ranks);
    expect(meanRanks).toEqual([1.3, 1.9, 3, 3.8]);
    expect(p).toBeCloseTo(0.00046079453, 9);
  });

  test.each([
    [4, 5, 2.09760566], // scipy.stats.studentized_range.ppf(.95, 4, inf) / 2**.5 * (4 * 5 / 6 / 5)**.5
    [12, 5, 7.45219553],
  ])('the critical difference of %i optimizers on %i problems', (k, n, expected) => {
    const rows = Array.from({ length: n }, () => Array.from({ length: k }, (_, index) => index + 1));
    expect(friedman(rows).criticalDifference).toBeCloseTo(expected, 6);
  });

  test('all tied is no difference, and one order throughout is one', () => {
    expect(friedman([[1.5, 1.5], [1.5, 1.5]]).p).toBe(1); // biome-ignore format: one line
    expect(friedman([[1, 2], [1, 2]]).p).toBe(0); // biome-ignore format: one line
  });

  test('groups are the widest runs within the difference', () => {
    expect(alike([1, 2, 3, 5], 1.5)).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(alike([1, 2, 3, 5], 2)).toEqual([
      [0, 2],
      [2, 3],
    ]);
    expect(alike([1, 2, 3], 0.5)).toEqual([]);
  });
});

describe("Wilcoxon's signed-rank test", () => {
  test.each([
    [[1.2, -0.4, 2.2, 0.9, -1.1, 3.0, 0.3, 1.7], 0.109375], // scipy.stats.wilcoxon(d, method='exact')
    [[1, 2, 3, 4, 5], 0.0625],
    [[1, 1, -2, 2, 3, 3, 3, -1], 0.125], // scipy.stats.permutation_test of the sum of signed ranks, all signs
  ])('of %p', (differences, p) => {
    expect(signedRank(differences)).toBeCloseTo(p, 12);
    expect(signedRank(differences.map((one) => -one))).toBeCloseTo(p, 12);
    expect(signedRank([0, ...differences, 0])).toBeCloseTo(p, 12);
  });

  test('without differences', () => expect(signedRank([0, 0])).toBe(1));
});

test("Holm's correction", () => {
  // statsmodels.stats.multitest.multipletests([.01, .04, .03, .005], method='holm')
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
});
