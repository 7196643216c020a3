import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * Sophia-H: momentum over the diagonal of the Hessian, clipped element by element.
 *
 *     h ← β2 h + (1 − β2) H                     H: estimate of diag ∇²L, where there is one
 *     m ← β1 m + (1 − β1) g
 *     x ← (1 − learningRate weightDecay) x − learningRate clip(m / max(γ h, ε), −1, 1)
 *
 * Where h is not above 0 this is the sign of m. Measured by `hutchinson({ every: 10, distribution: 'normal' })` unless
 * `gradient` says otherwise.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.0001, `beta1` 0.96, `beta2` 0.99, `gamma` 0.01,
 * `epsilon` 1e-12, `weightDecay` 0.2.
 * Liu et al. 2024, "Sophia: A Scalable Stochastic Second-order Optimizer for Language Model Pre-training",
 * arXiv:2305.14342, algorithm 3 with Hutchinson's estimator.
 */
export const sophiaH = defineRule({
  name: 'SophiaH',
  reference: 'Liu et al. 2024, arXiv:2305.14342',
  checkedAgainst: 'pytorch-optimizer 4.1.0',
  hyper: {
    learningRate: number('[0, inf)', 1e-4, { around: 100 }),
    beta1: number('[0, 1)', 0.96, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.99, { belowOne: 10 }),
    gamma: number('(0, inf)', 0.01, { around: 10 }),
    epsilon: tiny(1e-12),
    weightDecay: number('[0, inf)', 0.2, { around: 10 }),
  },
  slots: ['m', 'h'],
  needs: ['hessianDiagonal'],
  measuredBy: { source: 'hutchinson', options: { every: 10, distribution: 'normal' } },
  update({ param: x, grad: g, hessianDiagonal, m, h, learningRate, beta1, beta2, gamma, epsilon, weightDecay }) {
    if (hessianDiagonal) h = h.ema(hessianDiagonal, beta2);
    m = m.ema(g, beta1);
    const step = m.div(h.mul(gamma).maximum(epsilon)).maximum(-1).minimum(1);
    return { m, h, param: x.decay(learningRate.mul(weightDecay)).sub(step.mul(learningRate)) };
  },
});
