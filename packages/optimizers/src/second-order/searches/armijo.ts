/** Backtracking until f(x) − f(x + a d) + ε ≥ −0.1 a g · d, by 0.8, at most 15 times; the last trial counts anyway. */
export function armijo(
  lossAt: (rate: number) => number,
  before: number,
  slope: number,
  first: number,
): { rate: number; loss: number } {
  let rate = first;
  let loss = lossAt(rate);
  for (let trial = 1; trial < 15 && !(before - loss + 2 ** -23 >= -0.1 * rate * slope); trial++) {
    rate *= 0.8;
    loss = lossAt(rate);
  }
  return { rate, loss };
}
