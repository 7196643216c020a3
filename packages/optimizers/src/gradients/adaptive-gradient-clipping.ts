import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { norm } from '../linear-algebra/on-tfjs/norm.js';
import { defineGradientSources } from './define-gradient-source.js';
import { gradientOption } from './gradient-source.js';
import { inputAxes } from './input-axes.js';
import { mapGradients } from './map-gradients.js';
import { reverseMode } from './reverse-mode.js';

/**
 * Adaptive gradient clipping (AGC): the gradient of each unit is scaled down to a share of the norm of its weights:
 *
 *     g ← g c / max(‖g‖, 1e-6) where ‖g‖ > c,   c = clipping max(‖w‖, epsilon)
 *
 * with norms over the inputs of a unit (all axes but the last), and over all of a vector or scalar. A unit whose gradient
 * holds a NaN or an infinity is left as it is.
 * Options: `clipping` 0.01, `epsilon` 0.001, `gradient` the source that measures (reverse mode).
 * Brock et al. 2021, "High-Performance Large-Scale Image Recognition Without Normalization", arXiv:2102.06171, section 4.
 */
export const adaptiveGradientClipping = defineGradientSources(
  'adaptiveGradientClipping',
  {
    clipping: number('(0, inf)', 0.01, { around: 10 }),
    epsilon: number('(0, inf)', 1e-3),
    gradient: gradientOption(reverseMode),
  },
  ({ clipping, epsilon, gradient }) => ({
    provides: gradient.provides,
    evaluate: (...measured) =>
      mapGradients(gradient.evaluate(...measured), (g, variable) => {
        const w = tf.engine().registeredVariables[variable];
        const c = tf.mul(tf.maximum(unitNorm(w), epsilon), clipping);
        const length = unitNorm(g);
        return tf.where(tf.greater(length, c), tf.mul(g, tf.div(c, tf.maximum(length, 1e-6))), g);
      }),
  }),
);

const unitNorm = (x: tf.Tensor) => norm(x, x.rank < 2 ? undefined : inputAxes(x));
