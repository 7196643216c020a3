import { number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { defineGradientSources } from './define-gradient-source.js';
import { gradientOption } from './gradient-source.js';
import { mapGradients } from './map-gradients.js';
import { reverseMode } from './reverse-mode.js';

/**
 * Flooding: keeps the training loss L around a level b above zero, by going uphill below it.
 *
 *     minimizes |L − b| + b:   g ← sign(L − b) g          (0 where L = b)
 *
 * The loss that is reported is L itself.
 * Options: `level` (b, required), `gradient` the source that measures (reverse mode).
 * Ishida et al. 2020, "Do We Need Zero Training Loss After Achieving Zero Training Error?", arXiv:2002.08709.
 */
export const flooding = defineGradientSources(
  'flooding',
  { level: number('[0, inf)'), gradient: gradientOption(reverseMode) },
  ({ level, gradient }) => ({
    provides: gradient.provides,
    evaluate(...asked) {
      const measured = gradient.evaluate(...asked);
      const side = tf.sign(tf.sub(measured.value, level));
      return mapGradients(measured, (g) => tf.mul(g, side));
    },
  }),
);
