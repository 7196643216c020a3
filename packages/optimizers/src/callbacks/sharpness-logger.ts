import { callback, type GivenOptions, integer, readOptions } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { searchFault, searchOptions } from '../landscape/options.js';
import { topEigenvalues } from '../landscape/top-eigenvalues.js';

const { which: _, ...search } = searchOptions;
const options = { loss: callback<() => tf.Scalar>('that computes a scalar'), every: integer('[1, inf)', 1), ...search };

export type SharpnessLoggerOptions = GivenOptions<typeof options>;

/**
 * Writes the sharpness, the largest eigenvalue of the Hessian of a loss, into the logs of an epoch, and so into
 * `history.history.sharpness`; with `k` above 1 also `eigenvalue2` to `eigenvalue<k>`. Give it the loss of a fixed batch, and
 * with layers as they are when predicting:
 *
 *     const loss = () => tf.losses.meanSquaredError(y, model.apply(x));
 *     await model.fit(x, y, { callbacks: new SharpnessLogger({ loss, every: 5 }) });
 *
 * Measured with {@link topEigenvalues} after the first epoch and every `every`-th from there; in between the logs have NaN, so
 * that the lists in `history` are as long as the others. Training goes on as it would without.
 *
 * @param given `loss`; `every` 1 epoch; `k` 1, `iterations` 200, `tolerance` 1e-5, `variables` and `seed` 0 as in
 *   {@link topEigenvalues}.
 * @throws Error if an option is not allowed; in `fit` what {@link topEigenvalues} throws.
 */
export class SharpnessLogger extends tfl.Callback {
  private readonly settings: ReturnType<typeof readOptions<typeof options>>;

  constructor(given: SharpnessLoggerOptions) {
    super();
    this.settings = readOptions('SharpnessLogger', options, given, searchFault);
  }

  override async onEpochEnd(epoch: number, logs: Record<string, number | tf.Scalar> = {}): Promise<void> {
    const { loss, every, ...asked } = this.settings;
    const { values } = epoch % every === 0 ? await topEigenvalues(loss, asked) : { values: [] };
    for (let i = 0; i < asked.k; i++) {
      logs[i === 0 ? 'sharpness' : `eigenvalue${i + 1}`] = values[i] ?? Number.NaN;
    }
  }
}
