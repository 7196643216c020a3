import { integer, number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { defineGradientSources } from './define-gradient-source.js';
import { gradientOption } from './gradient-source.js';
import { mapGradients } from './map-gradients.js';
import { randomOption, seededRandom } from './random.js';
import { reverseMode } from './reverse-mode.js';

/**
 * Adds normal noise to the gradient, less and less of it:
 *
 *     g ← g + n,   n ~ N(0, eta / t^gamma),   t = 1, 2, …
 *
 * Options: `eta` 0.3 (the paper's choices are 0.01, 0.3 and 1), `gamma` 0.55, `seed` 0, `random` another source of
 * randomness (which cannot be saved), `gradient` the source that measures (reverse mode). The noise of a step depends on
 * seed and step alone.
 * Neelakantan et al. 2015, "Adding Gradient Noise Improves Learning for Very Deep Networks", arXiv:1511.06807.
 */
export const gradientNoise = defineGradientSources(
  'gradientNoise',
  {
    eta: number('[0, inf)', 0.3, { logBetween: [0.01, 1] }),
    gamma: number('[0, inf)', 0.55),
    seed: integer('[0, inf)', 0),
    random: randomOption,
    gradient: gradientOption(reverseMode),
  },
  ({ eta, gamma, seed, random = seededRandom(seed), gradient }) => ({
    provides: gradient.provides,
    evaluate(loss, variables, step) {
      const sigma = Math.sqrt(eta / step ** gamma);
      const { normal } = random(step);
      return mapGradients(gradient.evaluate(loss, variables, step), (g) => tf.add(g, tf.mul(normal(g.shape), sigma)));
    },
  }),
);
