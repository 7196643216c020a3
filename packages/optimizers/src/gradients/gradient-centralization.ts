import * as tf from '@tensorflow/tfjs-core';
import { defineGradientSources } from './define-gradient-source.js';
import { gradientOption } from './gradient-source.js';
import { inputAxes } from './input-axes.js';
import { mapGradients } from './map-gradients.js';
import { reverseMode } from './reverse-mode.js';

/**
 * Takes from the gradient of every kernel its mean over the inputs of each unit; gradients with fewer than two axes stay:
 *
 *     g ← g − mean g          over all axes but the last
 *
 * Option: `gradient`, the source that measures (reverse mode).
 * Yong et al. 2020, "Gradient Centralization: A New Optimization Technique for Deep Neural Networks", arXiv:2004.01461.
 */
export const gradientCentralization = defineGradientSources(
  'gradientCentralization',
  { gradient: gradientOption(reverseMode) },
  ({ gradient }) => ({
    provides: gradient.provides,
    evaluate: (...measured) => mapGradients(gradient.evaluate(...measured), centralized),
  }),
);

const centralized = (g: tf.Tensor) => (g.rank < 2 ? g : tf.sub(g, tf.mean(g, inputAxes(g), true)));
