import * as tf from '@tensorflow/tfjs-core';
import type { Float64Objective } from '../problem.js';
import type { LinearModel } from './linear-model-data.js';
import { squared } from './sample-losses.js';

/** Residuals in float64 and on tensors. */
export interface LinearResiduals extends Required<Pick<Float64Objective, 'residuals' | 'jacobian'>> {
  /** Of the samples given. */
  onTensors(w: tf.Tensor, x: tf.Tensor, y: tf.Tensor): tf.Tensor1D;
}

/**
 * Of least squares, with or without a ridge: r with f = Σ_i r_i², which are (x_i · w − y_i) / √(2m) for the m samples, then
 * √(l2 / 2) w_j. None of any other loss, nor of a lasso.
 */
export function linearResiduals({ data, loss, l2 = 0, l1 = 0 }: LinearModel): LinearResiduals | undefined {
  if (loss !== squared || l1 > 0) return undefined;
  const { rows, targets } = data;
  const scale = Math.sqrt(1 / (2 * rows.length));
  const ridge = Math.sqrt(l2 / 2);
  const weights = l2 > 0 ? rows[0]!.map((_, j) => j) : [];
  return {
    residuals: (w) => [
      ...rows.map((x, i) => scale * (x.reduce((z, xj, j) => z + xj * w[j]!, 0) - targets[i]!)),
      ...weights.map((j) => ridge * w[j]!),
    ],
    jacobian: () => [
      ...rows.map((x) => x.map((xj) => scale * xj)),
      ...weights.map((j) => weights.map((k) => (j === k ? ridge : 0))),
    ],
    onTensors(w, x, y) {
      const errors = tf.mul(
        tf.sub(tf.reshape(tf.matMul(x, tf.expandDims(w, 1)), [-1]), y),
        Math.sqrt(1 / (2 * y.size)),
      );
      return (l2 > 0 ? tf.concat([errors, tf.mul(w, ridge)]) : errors) as tf.Tensor1D;
    },
  };
}
