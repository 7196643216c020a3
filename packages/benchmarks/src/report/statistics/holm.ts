/** Corrected for as many tests (Holm 1979): the k-th smallest p by the number of those not smaller, and no less than the one before. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, index) => index).sort((a, b) => ps[a] - ps[b]);
  const corrected = new Array<number>(ps.length);
  let least = 0;
  for (const [place, index] of order.entries()) {
    least = Math.max(least, Math.min(1, (ps.length - place) * ps[index]));
    corrected[index] = least;
  }
  return corrected;
}
