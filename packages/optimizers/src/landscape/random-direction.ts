import * as tf from '@tensorflow/tfjs-core';
import { inputAxes } from '../gradients/input-axes.js';
import { seededRandom } from '../gradients/random.js';
import { norm } from '../linear-algebra/on-tfjs/norm.js';
import type { Weights } from './options.js';

/**
 * A random direction, filter by filter as long as the weights are, so that slices of networks whose weights differ in scale
 * can be compared:
 *
 *     d ~ N(0, I),  d_f ← d_f ‖θ_f‖ / ‖d_f‖
 *
 * A filter is what leads to one output: all axes of a variable but the last; of a bias or a number, all of it. The caller's to
 * dispose. Li, Xu, Taylor, Studer and Goldstein 2018, Visualizing the Loss Landscape of Neural Nets, arXiv:1712.09913.
 */
export function randomDirection(at: Weights, seed: number, draw: number): tf.Tensor[] {
  const { normal } = seededRandom(seed)(1, draw * at.length);
  return at.map((weights) =>
    tf.tidy(() => {
      const d = normal(weights.shape);
      const axes = weights.rank < 2 ? undefined : inputAxes(weights);
      return tf.mul(d, tf.div(norm(weights, axes), norm(d, axes)));
    }),
  );
}
