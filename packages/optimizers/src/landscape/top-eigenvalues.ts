import { type GivenOptions, readOptions, toggle } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { unflatten } from '../linear-algebra/on-tfjs/flatten.js';
import { dominantPairs } from './dominant-pairs.js';
import { observe } from './observe.js';
import { searchFault, searchOptions } from './options.js';

const options = { ...searchOptions, vectors: toggle(false) };

export type TopEigenvaluesOptions = GivenOptions<typeof options>;

export interface TopEigenvalues {
  /** The one that was asked for first comes first; as many as there are parameters, if they are fewer than `k`. */
  readonly values: readonly number[];
  /** Each value is as near as this to an eigenvalue: ‖H v − λ v‖, as Lanczos tells it. */
  readonly residuals: readonly number[];
  /** How many Hessian-vector products it took. */
  readonly products: number;
}

export interface TopEigenpairs extends TopEigenvalues {
  /** A unit eigenvector for each value, as one tensor for each of the variables, the caller's to dispose. */
  readonly vectors: readonly tf.Tensor[][];
}

/**
 * The `k` largest eigenvalues of the Hessian H = ∇²L, by the Lanczos process on exact Hessian-vector products
 * (`valueGradHvp`), with full reorthogonalisation, on the host in float64. The first is the sharpness of L, which gradient
 * descent with step size η keeps near 2/η (Cohen et al. 2021, arXiv:2103.00065).
 *
 *     const { values } = await topEigenvalues(loss, { k: 3 });
 *
 * A pass ends when the wanted values are known to `tolerance` times the largest in magnitude. It finds a multiple eigenvalue
 * once, so if `k` is above 1 further passes in the complement of what was found follow, until one brings nothing that
 * belongs to the k. Where the derivatives are not finite numbers, nor are the values.
 *
 * Takes one run of `loss` for each product; none of them leaves traces: batch normalization stays where it was, and dropout
 * draws alike in all of them. Keeps `iterations` vectors of the size of the parameters. The variables must not move
 * before it is done.
 *
 * @param loss Computes a scalar from the variables, synchronously; kernels need a forward-mode rule (`registerJvp`).
 * @param given `k` 1; `which` 'largest', 'smallest' or 'magnitude', the largest in absolute value; `iterations` 200, so
 *   many products at most, after which the values are what is known then (see `residuals`); `tolerance` 1e-5; `vectors`
 *   false, whether to return eigenvectors too; `variables`, of which the trainable ones count, by default all that the
 *   loss reads; `seed` 0 of the first vector.
 * @throws Error if an option is not allowed, if there is nothing to train, or what `valueGradHvp` throws.
 *
 * Lanczos 1950; Parlett 1980, The Symmetric Eigenvalue Problem; for networks: Ghorbani, Krishnan and Xiao 2019,
 * arXiv:1901.10159.
 */
export function topEigenvalues(
  loss: () => tf.Scalar,
  given: TopEigenvaluesOptions & { vectors: true },
): Promise<TopEigenpairs>;
export function topEigenvalues(loss: () => tf.Scalar, given?: TopEigenvaluesOptions): Promise<TopEigenvalues>;
export async function topEigenvalues(
  loss: () => tf.Scalar,
  given: TopEigenvaluesOptions = {},
): Promise<TopEigenvalues | TopEigenpairs> {
  const owner = 'topEigenvalues';
  const { vectors, variables, ...settings } = readOptions(owner, options, given, searchFault);
  return observe(owner, loss, variables, async (observed) => {
    const { pairs, products } = await dominantPairs(observed, settings);
    const values = {
      values: pairs.map(({ value }) => value),
      residuals: pairs.map(({ residual }) => residual),
      products,
    };
    if (!vectors) return values;
    const shaped = ({ vector }: { vector: Float64Array }) =>
      tf.tidy(() => unflatten(tf.tensor1d(Float32Array.from(vector)), observed.variables));
    return { ...values, vectors: pairs.map(shaped) };
  });
}
