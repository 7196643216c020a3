/** The slope of the least-squares line through points. */
function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  return covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

/** The means of a list over windows of up to `2 reach + 1` neighbours. */
export function smooth(values: readonly number[], reach: number): number[] {
  const sums = [0]; // of all values before; else a long list would be added up many times
  for (const [i, value] of values.entries()) sums.push(sums[i] + value);
  return values.map((_, i) => {
    const [from, to] = [Math.max(0, i - reach), Math.min(values.length, i + reach + 1)];
    return (sums[to] - sums[from]) / (to - from);
  });
}

/** For windows of a tenth of the list, at least five points. */
export const reachOf = (count: number): number => Math.max(2, Math.round(count / 20));

/**
 * The learning rate at which the loss of a range test falls most steeply against the logarithm of the rate, before its
 * minimum: slopes are those of least-squares lines through a fifth of the points. Undefined if the loss never falls.
 */
export function suggestLearningRate(rates: readonly number[], losses: readonly number[]): number | undefined {
  const smoothed = smooth(losses, reachOf(losses.length));
  const lowest = smoothed.reduce((best, loss, i) => (loss < smoothed[best] ? i : best), 0);
  const reach = 2 * reachOf(losses.length);
  const logs = rates.map(Math.log);
  let best: { slope: number; rate?: number } = { slope: 0 };
  for (let i = reach; i <= lowest && i + reach < losses.length; i++) {
    const window = [i - reach, i + reach + 1] as const;
    const here = slope(logs.slice(...window), losses.slice(...window));
    if (here < best.slope) best = { slope: here, rate: rates[i] };
  }
  return best.rate;
}
