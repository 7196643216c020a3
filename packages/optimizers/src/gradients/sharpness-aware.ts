import { number, toggle } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { normOfAll } from '../linear-algebra/on-tfjs/norm.js';
import { pairGradients } from '../optimizer/pair-gradients.js';
import { withWeightsAt } from '../optimizer/weights-at.js';
import { defineGradientSources } from './define-gradient-source.js';
import { disposeEvaluation, gradientOption } from './gradient-source.js';
import { reverseMode } from './reverse-mode.js';

/**
 * Sharpness-aware minimization (SAM): the gradient from the worst point near the weights, to the first order.
 *
 *     g ← ∇L(x + e),   e = ρ ∇L(x) / (‖∇L(x)‖ + 1e-12)
 *     adaptive (ASAM):  e = ρ x² ∇L(x) / (‖|x| ∇L(x)‖ + 1e-12)
 *
 * with norms over all variables together; any rule makes the step, from x. Two runs of the loss and of its tape; the
 * reported loss and the metrics are those at x, and dropout is the same in both.
 * Options: `rho` 0.05 (0.5 to 2 for adaptive), `adaptive` false, `gradient` the source that measures (reverse mode).
 * Foret et al. 2021, "Sharpness-Aware Minimization for Efficiently Improving Generalization", arXiv:2010.01412; Kwon et al.
 * 2021, "ASAM", arXiv:2102.11600.
 */
export const sharpnessAware = defineGradientSources(
  'sharpnessAware',
  {
    rho: number('[0, inf)', 0.05, { logBetween: [0.01, 2] }),
    adaptive: toggle(false),
    gradient: gradientOption(reverseMode),
  },
  ({ rho, adaptive, gradient }) => ({
    provides: gradient.provides,
    evaluate(loss, variables, step) {
      const { value, ...here } = gradient.evaluate(loss, variables, step);
      const pairs = pairGradients('sharpnessAware', here.grads);
      const scale = tf.tidy(() => {
        const parts = pairs.map(({ param, grad }) => (adaptive ? tf.mul(param, grad) : grad));
        return tf.div(rho, tf.add(normOfAll(parts), 1e-12));
      });
      const climb = (x: tf.Tensor, i: number) => {
        const e = tf.mul(pairs[i].grad, scale);
        return tf.add(x, adaptive ? tf.mul(tf.square(x), e) : e);
      };
      const params = pairs.map(({ param }) => param);
      const there = withWeightsAt(params, climb, () => gradient.evaluate(loss, variables, step));
      disposeEvaluation({ ...here, value: there.value });
      return { ...there, value };
    },
  }),
);
