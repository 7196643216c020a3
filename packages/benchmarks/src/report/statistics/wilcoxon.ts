import { ranks } from '../statistics.js';

/**
 * Two-sided p of Wilcoxon's signed-rank test (1945) on paired differences: the share of all signs of the ranks with a sum
 * as far from its mean, counted exactly, ties included. Zeros are left out; without differences p is 1.
 */
export function signedRank(differences: readonly number[]): number {
  const own = differences.filter((difference) => difference !== 0);
  const doubled = ranks(own.map(Math.abs)).map((rank) => 2 * rank); // mean ranks of ties are halves
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const observed = doubled.reduce((sum, rank, index) => sum + (own[index] > 0 ? rank : 0), 0);
  const shares = sumsOfSome(doubled, total);
  const far = Math.abs(observed - total / 2);
  return shares.reduce((p, one, sum) => p + (Math.abs(sum - total / 2) >= far ? one : 0), 0);
}

/** With which probability each sum comes from ranks that count with probability 1/2. */
function sumsOfSome(ranked: readonly number[], total: number): Float64Array {
  const shares = new Float64Array(total + 1);
  shares[0] = 1;
  for (const rank of ranked) {
    for (let sum = total; sum >= 0; sum--) shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2;
  }
  return shares;
}
