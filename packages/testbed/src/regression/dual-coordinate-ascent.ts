import type { LinearModel } from './linear-model-data.js';

const sweeps = 20_000;

/**
 * The minimiser of a support vector machine whose hinge is smoothed over gamma (0: not at all), by coordinate ascent on
 * its dual in float64 (Hsieh et al. 2008, doi:10.1145/1390156.1390208; Shalev-Shwartz & Zhang 2013): w = Σ_i a_i y_i x_i
 * with 0 ≤ a_i ≤ c and c = 1 / (l2 n), each a_i moved in turn to where 1 − y_i x_i · w = gamma a_i / c, until a sweep
 * changes next to nothing.
 */
export const dualCoordinateAscent =
  (gamma: number) =>
  ({ data: { rows, targets }, l2 = 0 }: LinearModel): number[] => {
    const limit = 1 / (l2 * rows.length);
    const weights = rows.map(() => 0);
    const w = rows[0]!.map(() => 0);
    for (let sweep = 0, change = 1; sweep < sweeps && change > 1e-14; sweep++) {
      change = 0;
      for (const [i, x] of rows.entries()) {
        const y = targets[i]!;
        const shortfall = 1 - y * x.reduce((sum, xj, j) => sum + xj * w[j]!, 0);
        const curvature = x.reduce((sum, xj) => sum + xj ** 2, gamma / limit);
        const best = weights[i]! + (shortfall - (gamma * weights[i]!) / limit) / curvature;
        const next = Math.min(Math.max(best, 0), limit);
        const step = next - weights[i]!;
        weights[i] = next;
        for (const [j, xj] of x.entries()) w[j]! += step * y * xj;
        change = Math.max(change, Math.abs(step));
      }
    }
    return w;
  };
