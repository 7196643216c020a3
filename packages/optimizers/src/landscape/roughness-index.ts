import { type GivenOptions, integer, number, readOptions } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { unflatten } from '../linear-algebra/on-tfjs/flatten.js';
import { norm, scaled } from '../linear-algebra/vector.js';
import { extentOf } from './extent.js';
import { lossesAlong } from './losses-along.js';
import { observe } from './observe.js';
import { common } from './options.js';
import { ticks } from './ticks.js';

const options = {
  directions: integer('[1, inf)', 20),
  points: integer('[3, inf)', 51),
  radius: number('(0, inf)', 1),
  ...common,
};

export type RoughnessIndexOptions = GivenOptions<typeof options>;

export interface RoughnessIndex {
  /** σ(T) / μ(T) over the directions. */
  readonly index: number;
  /** T of each direction: 1 where the loss is monotone along it, 2 where it is a valley with even walls, more for waves. */
  readonly totalVariations: readonly number[];
}

/**
 * How unlike each other the slices of the loss through a point are in their ups and downs:
 *
 *     T_i = Σ_j |L(s_{j+1}) − L(s_j)| / (max_j L(s_j) − min_j L(s_j)),   L(s) = L(θ + s d_i),  −l = s_0 < … < s_m = l
 *     index = σ(T) / μ(T)
 *
 * along random unit vectors d_i, σ with the number of directions for divisor. 0 at the minimum of a quadratic, and where the
 * loss is linear; the mean of `totalVariations` tells these from waves that are alike in all directions.
 *
 *     const { index } = await roughnessIndex(loss, { radius: 0.5 });
 *
 * Costs `directions` times `points` runs of the loss alone, which leave no traces. Not a number where the loss is constant along
 * a direction, or not finite.
 *
 * @param loss Computes a scalar from the variables, synchronously.
 * @param given `directions` 20; `points` 51 on each, evenly; `radius` 1 (l), in the units of the weights; `variables`, by
 *   default all trainable ones that the loss reads; `seed` 0.
 * @throws Error if an option is not allowed or there is nothing to train.
 *
 * Wu, Jian, Du, Chen and Zhou 2023, Roughness Index for Loss Landscapes of Neural Network Models of Partial Differential
 * Equations, arXiv:2103.11069: from the mean and the variance of normalized total variations along random directions. That
 * they are divided by the range, and directions are unit vectors, as those of the scans of orqviz (Rudolph et al. 2021,
 * arXiv:2111.04695), is this package's choice; the paper's normalizer could not be confirmed.
 */
export async function roughnessIndex(
  loss: () => tf.Scalar,
  given: RoughnessIndexOptions = {},
): Promise<RoughnessIndex> {
  const owner = 'roughnessIndex';
  const { variables, directions, points, radius, seed } = readOptions(owner, options, given);
  return observe(owner, loss, variables, async (observed) => {
    const s = ticks([-radius, radius], points).map((t) => [t]);
    const totalVariations: number[] = [];
    for (let draw = 0; draw < directions; draw++) {
      const d = await observed.normal(seed, draw);
      const unit = tf.tidy(() => unflatten(tf.tensor1d(Float32Array.from(scaled(d, 1 / norm(d)))), observed.variables));
      try {
        totalVariations.push(totalVariation(await lossesAlong(observed, observed.variables, [unit], s)));
      } finally {
        tf.dispose(unit);
      }
    }
    const mean = meanOf(totalVariations);
    const variance = meanOf(totalVariations.map((t) => (t - mean) ** 2));
    return { index: Math.sqrt(variance) / mean, totalVariations };
  });
}

/** As a multiple of the range. */
function totalVariation(values: readonly number[]): number {
  const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]));
  const [low, high] = extentOf(values);
  return steps.reduce((sum, step) => sum + step, 0) / (high - low);
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
