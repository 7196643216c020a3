import * as tf from '@tensorflow/tfjs-core';
import { mapValues } from '../rule/map-values.js';
import type { GradientEvaluation } from './gradient-source.js';

/** The same measurement with other gradients; those that are replaced are disposed. A variable may have none (null). */
export function mapGradients(
  { grads, ...others }: GradientEvaluation,
  map: (grad: tf.Tensor, variable: string, index: number) => tf.Tensor,
): GradientEvaluation {
  let index = 0;
  const mapped = mapValues(grads as Record<string, tf.Tensor | null>, (grad, variable) => {
    if (grad === null) return null;
    const result = tf.tidy(() => map(grad, variable, index++));
    if (result !== grad) grad.dispose();
    return result;
  });
  return { ...others, grads: mapped as tf.NamedTensorMap };
}
