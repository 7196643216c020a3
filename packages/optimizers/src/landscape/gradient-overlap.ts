import { type GivenOptions, readOptions } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import { dot } from '../linear-algebra/vector.js';
import { dominantPairs } from './dominant-pairs.js';
import { observe } from './observe.js';
import { searchFault, searchOptions } from './options.js';

export type GradientOverlapOptions = GivenOptions<typeof searchOptions>;

export interface GradientOverlap {
  /** From 0, the gradient is orthogonal to the subspace, to 1, it lies within. */
  readonly overlap: number;
  /** The eigenvalues of the subspace. */
  readonly values: readonly number[];
}

/**
 * How much of the gradient lies in the subspace of the top k eigenvectors V of the Hessian:
 *
 *     ‖V′ ∇L‖² / ‖∇L‖²
 *
 * A random direction has k/n. For classifiers it is found near 1 early in training, with k the number of classes. Not a number
 * where the gradient is zero or a derivative is not finite.
 *
 *     const { overlap } = await gradientOverlap(loss, { k: 10 });
 *
 * @param loss Computes a scalar from the variables, synchronously.
 * @param given as for {@link topEigenvalues}: `k` 1, `which` 'largest', `iterations` 200, `tolerance` 1e-5, `variables`, `seed` 0.
 * @throws Error as {@link topEigenvalues} does.
 *
 * Gur-Ari, Roberts and Dyer 2018, Gradient Descent Happens in a Tiny Subspace, arXiv:1812.04754.
 */
export async function gradientOverlap(
  loss: () => tf.Scalar,
  given: GradientOverlapOptions = {},
): Promise<GradientOverlap> {
  const owner = 'gradientOverlap';
  const { variables, ...search } = readOptions(owner, searchOptions, given, searchFault);
  return observe(owner, loss, variables, async (observed) => {
    const gradient = await observed.gradient();
    const { pairs } = await dominantPairs(observed, search);
    const inside = pairs.reduce((sum, { vector }) => sum + dot(vector, gradient) ** 2, 0);
    return { overlap: inside / dot(gradient, gradient), values: pairs.map(({ value }) => value) };
  });
}
