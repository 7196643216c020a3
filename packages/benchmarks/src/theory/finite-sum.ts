import { geometric, linearData, linearModel, type Problem, squared } from '@optimizer-zoo/testbed';
import type * as tf from '@tensorflow/tfjs';
import { descend } from './descend.js';
import { type Known, known, squaredDistance, squaredNorm } from './known.js';

/** Least squares seen one sample at a time. */
export interface FiniteSum extends Known {
  /** The largest smoothness of a sample's loss. */
  readonly Lmax: number;
  /** σ² = mean_i |∇f_i(x*)|². */
  readonly variance: number;
}

/** With `noise` 0 the model meets every target, and there is no noise at the minimiser. */
export function leastSquaresSum(noise: number): FiniteSum {
  const data = linearData({ samples: 12, spectrum: geometric(4, 0.4, 1), noise, kind: 'targets', seed: 21 });
  const sum = known(
    linearModel({ name: 'leastSquaresSum', reference: '', tags: [], data, loss: squared, batchSize: 1 }),
  );
  const errors = data.rows.map((row, i) => row.reduce((s, x, j) => s + x * sum.minimizer[j], -data.targets[i]));
  const variance = data.rows.reduce((s, row, i) => s + (errors[i] ** 2 * squaredNorm(row)) / data.rows.length, 0);
  return { ...sum, Lmax: sum.constants.Lmax!, variance };
}

/** The average of |x_t − x*|² over the runs of some seeds, for t from 0 to `steps`. */
export function meanSquaredDistances(
  problem: Problem,
  optimizer: () => tf.Optimizer,
  { seeds, steps }: { readonly seeds: number; readonly steps: number },
): number[] {
  const means = new Array<number>(steps + 1).fill(0);
  for (let seed = 0; seed < seeds; seed++) {
    let t = 0;
    for (const x of descend(problem, optimizer(), steps, seed)) {
      means[t++] += squaredDistance(x, problem.minimum!.point!) / seeds;
    }
  }
  return means;
}
