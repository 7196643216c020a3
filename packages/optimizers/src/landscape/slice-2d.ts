import { type GivenOptions, integer, list, optional, readOptions, type Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { checkWeights, lossesAlong } from './losses-along.js';
import { observe } from './observe.js';
import { common, range, weights } from './options.js';
import { randomDirection } from './random-direction.js';
import { ticks } from './ticks.js';

const options = {
  directions: optional(list(weights)),
  from: optional(weights),
  xRange: optional(range),
  yRange: optional(range),
  points: integer('[2, inf)', 25),
  ...common,
};

const fault = ({ directions }: Settings<typeof options>) =>
  directions && directions.length !== 2 ? `directions has ${directions.length} entries, but must have two` : undefined;

export type Slice2dOptions = GivenOptions<typeof options>;

export interface Slice2d {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Row by row: `values[j][i]` is L(θ + x_i d₁ + y_j d₂). */
  readonly values: readonly (readonly number[])[];
}

/**
 * The loss on a plane, L(θ + x d₁ + y d₂): of two random directions, filter-normalised (Li et al. 2018), or of two of yours,
 * such as the `vectors` of {@link topEigenvalues}.
 *
 *     const { x, y, values } = await slice2d(loss, { xRange: [-0.5, 0.5], yRange: [-0.5, 0.5] });
 *
 * The variables are afterwards as they were. Runs of the loss leave no traces, as in {@link topEigenvalues}.
 *
 * @param loss Computes a scalar from the variables, synchronously.
 * @param given `directions` [d₁, d₂], by default random by `seed` 0; `from` θ, by default where the variables are (each a list
 *   of tensors, one for each variable); `xRange` and `yRange` [-1, 1]; `points` 25 on each side; `variables`, by default all
 *   trainable ones that the loss reads.
 * @returns The grid and the losses there, which may not be finite.
 * @throws Error if an option is not allowed, if tensors have not the variables' shapes, or there is nothing to train.
 *
 * Li et al. 2018, Visualizing the Loss Landscape of Neural Nets, arXiv:1712.09913.
 */
export async function slice2d(loss: () => tf.Scalar, given: Slice2dOptions = {}): Promise<Slice2d> {
  const owner = 'slice2d';
  const { variables, points, seed, directions, ...plane } = readOptions(owner, options, given, fault);
  return observe(owner, loss, variables, async (observed) => {
    const { from: origin = observed.variables, xRange = [-1, 1], yRange = [-1, 1] } = plane;
    checkWeights(`${owner}: from`, origin, observed.variables);
    directions?.forEach((direction, k) => {
      checkWeights(`${owner}: directions[${k}]`, direction, observed.variables);
    });
    const [x, y] = [ticks(xRange, points), ticks(yRange, points)];
    const made = directions ? [] : [0, 1].map((draw) => randomDirection(origin, seed, draw));
    try {
      const values: number[][] = [];
      for (const b of y) {
        values.push(
          await lossesAlong(
            observed,
            origin,
            directions ?? made,
            x.map((a) => [a, b]),
          ),
        );
      }
      return { x, y, values };
    } finally {
      tf.dispose(made);
    }
  });
}
