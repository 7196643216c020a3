import type { GradientSource } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';

/** A source with Hessian-vector products. */
export type ProductSource = GradientSource<'grad' | 'loss' | 'probe' | 'hessianVectorProduct'>;

/** A broken source: what it measures is too large by a factor. */
export const misscaled =
  (what: 'grads' | 'hessianVectorProduct', factor: number) =>
  <Source extends GradientSource>(source: Source): Source => ({
    ...source,
    evaluate(...given: Parameters<GradientSource['evaluate']>) {
      const measured = source.evaluate(...given);
      const scaled = Object.entries(measured[what] ?? {}).map(([name, tensor]) => [name, tf.mul(tensor, factor)]);
      return { ...measured, [what]: Object.fromEntries(scaled) };
    },
  });
