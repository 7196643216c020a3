import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * Sophia-G: momentum over the diagonal of the Gauss-Newton matrix, clipped element by element.
 *
 *     h ← β2 h + (1 − β2) H                     H: estimate of the diagonal, where there is one
 *     m ← β1 m + (1 − β1) g
 *     x ← (1 − learningRate weightDecay) x − learningRate sign(m) min(|m| / (ρ h + 1e-15), 1)
 *
 * Until there is an estimate this is the sign of m. Needs `gradient: gaussNewtonBartlett({ sampledLoss, batchSize })`, whose
 * factor B the authors' code multiplies in here.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.0001, `beta1` 0.965, `beta2` 0.99, `rho` 0.04,
 * `weightDecay` 0.1.
 * Liu et al. 2024, "Sophia: A Scalable Stochastic Second-order Optimizer for Language Model Pre-training",
 * arXiv:2305.14342; in the form of the authors' code.
 */
export const sophiaG = defineRule({
  name: 'SophiaG',
  reference: 'Liu et al. 2024, arXiv:2305.14342',
  checkedAgainst: 'the authors’ code, Liuhong99/Sophia a7e1572',
  hyper: {
    learningRate: number('[0, inf)', 1e-4, { around: 100 }),
    beta1: number('[0, 1)', 0.965, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.99, { belowOne: 10 }),
    rho: number('(0, inf)', 0.04, { around: 10 }),
    weightDecay: number('[0, inf)', 0.1, { around: 10 }),
  },
  slots: ['m', 'h'],
  needs: ['hessianDiagonal'],
  update({ param: x, grad: g, hessianDiagonal, m, h, learningRate, beta1, beta2, rho, weightDecay }) {
    if (hessianDiagonal) h = h.ema(hessianDiagonal, beta2);
    m = m.ema(g, beta1);
    const size = m.abs().div(h.mul(rho).add(1e-15)).minimum(1);
    return { m, h, param: x.decay(learningRate.mul(weightDecay)).sub(m.sign().mul(size).mul(learningRate)) };
  },
});
