import { type GivenOptions, integer, optional, readOptions, type Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { checkWeights, lossesAlong } from './losses-along.js';
import { observe } from './observe.js';
import { common, range, type Weights, weights } from './options.js';
import { randomDirection } from './random-direction.js';
import { ticks } from './ticks.js';

const options = {
  direction: optional(weights),
  from: optional(weights),
  to: optional(weights),
  range: optional(range),
  points: integer('[2, inf)', 51),
  ...common,
};

const fault = ({ direction, to }: Settings<typeof options>) =>
  direction && to ? 'direction and to are both given, but to is a direction by itself' : undefined;

export type Slice1dOptions = GivenOptions<typeof options>;

export interface Slice1d {
  /** The points t. */
  readonly at: readonly number[];
  /** L(θ + t d) */
  readonly values: readonly number[];
}

/**
 * The loss along a line, L(θ + t d): in a random direction, filter-normalised (Li et al. 2018), in one of yours, or between
 * two sets of weights, L((1 − t) θ₀ + t θ₁) (Goodfellow, Vinyals and Saxe 2015).
 *
 *     const { at, values } = await slice1d(loss, { to: trained, range: [-0.5, 1.5] });
 *
 * The variables are afterwards as they were. Runs of the loss leave no traces, as in {@link topEigenvalues}.
 *
 * @param loss Computes a scalar from the variables, synchronously.
 * @param given `direction` d, by default random by `seed` 0; or `to` θ₁, where t = 1; `from` θ, by default where the variables
 *   are (each a list of tensors, one for each variable); `range` of t, [-1, 1], or with `to` [0, 1]; `points` 51; `variables`,
 *   by default all trainable ones that the loss reads.
 * @returns The points and the losses there, which may not be finite.
 * @throws Error if an option is not allowed, if tensors have not the variables' shapes, or there is nothing to train.
 *
 * Li et al. 2018, Visualizing the Loss Landscape of Neural Nets, arXiv:1712.09913; Goodfellow, Vinyals and Saxe 2015,
 * Qualitatively Characterizing Neural Network Optimization Problems, arXiv:1412.6544.
 */
export async function slice1d(loss: () => tf.Scalar, given: Slice1dOptions = {}): Promise<Slice1d> {
  const owner = 'slice1d';
  const { variables, points: count, seed, ...line } = readOptions(owner, options, given, fault);
  return observe(owner, loss, variables, async (observed) => {
    const { from: origin = observed.variables, direction, to } = line;
    for (const [name, one] of Object.entries({ from: origin, direction, to })) {
      if (one) checkWeights(`${owner}: ${name}`, one, observed.variables);
    }
    const at = ticks(line.range ?? [to ? 0 : -1, 1], count);
    const made = to ? difference(to, origin) : direction ? [] : randomDirection(origin, seed, 0);
    try {
      const points = at.map((t) => [t]);
      return { at, values: await lossesAlong(observed, origin, [direction ?? made], points) };
    } finally {
      tf.dispose(made);
    }
  });
}

const difference = (to: Weights, from: Weights): tf.Tensor[] => to.map((weights, i) => tf.sub(weights, from[i]));
