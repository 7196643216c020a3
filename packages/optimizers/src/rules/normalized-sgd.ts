import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * Normalized gradient descent: a step of the length `learningRate` whatever the gradient's.
 *
 *     x ← x − learningRate g / (‖g‖ + ε)
 *
 * ‖g‖ is over all variables of the step together. A gradient of 0 moves nothing. At a constant learning rate it oscillates
 * around the minimum at half that distance; theory has learningRate ∝ 1/√t: give a schedule.
 * Keeps no state. Defaults: `learningRate` 0.01, `epsilon` 1e-8.
 * Nesterov 1984, "Minimization methods for nonsmooth convex and quasiconvex functions"; Hazan, Levy and Shalev-Shwartz
 * 2015, "Beyond Convexity: Stochastic Quasi-Convex Optimization", arXiv:1507.02030.
 */
export const normalizedSgd = defineRule({
  name: 'NormalizedSGD',
  reference: 'Nesterov 1984; Hazan, Levy and Shalev-Shwartz 2015, arXiv:1507.02030',
  checkedAgainst: 'optax 0.2.8, normalize_by_update_norm',
  hyper: { learningRate: number('[0, inf)', 0.01, { around: 100 }), epsilon: number('[0, inf)', 1e-8) },
  slots: [],
  update({ param: x, grad: g, learningRate, epsilon }) {
    const length = g.globalNorm().add(epsilon);
    return { param: x.sub(g.mul(learningRate.div(length).where(length.greater(0), 0))) };
  },
});
