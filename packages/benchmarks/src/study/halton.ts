/**
 * The n-th point of the Halton sequence in so many dimensions, its digits scrambled: numbers in [0, 1), spread so that any
 * first few of the points lie evenly, for n from 1.
 *
 * Coordinate d is n with its digits in base p_d, the d-th prime, put through a permutation and mirrored at the point.
 * Without that, coordinates of large bases rise together at first.
 * Halton 1960, Numerische Mathematik 2; permutations of Faure 1992, Journal of Number Theory 42.
 */
export const haltonPoint = (n: number, dimensions: number): number[] =>
  primes(dimensions).map((base) => mirrored(n, base, faurePermutation(base)));

function mirrored(n: number, base: number, permutation: readonly number[]): number {
  let value = 0;
  for (let rest = n, unit = 1 / base; rest > 0; rest = Math.floor(rest / base), unit /= base) {
    value += permutation[rest % base] * unit;
  }
  return value;
}

/** 0 1 · 0 1 2 · 0 2 1 3 · 0 3 2 1 4 · … : even ones are two copies of the half, odd ones have their middle added. */
export function faurePermutation(base: number): number[] {
  if (base === 1) return [0];
  if (base % 2 === 0) {
    const half = faurePermutation(base / 2).map((digit) => 2 * digit);
    return [...half, ...half.map((digit) => digit + 1)];
  }
  const middle = (base - 1) / 2;
  const others = faurePermutation(base - 1).map((digit) => (digit >= middle ? digit + 1 : digit));
  return [...others.slice(0, middle), middle, ...others.slice(middle)];
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}
