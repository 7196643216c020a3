import { number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower, root } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';
import { trustRatio } from './trust-ratio.js';

/**
 * LAMB: Adam whose step has in each variable the length of the variable, times the learning rate.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     u = m̂ / (√v̂ + ε) + weightDecay x
 *     x ← x − learningRate ‖x‖ / ‖u‖ u
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ), or m and v as they are without `biasCorrection` (version 3 of the paper).
 * The norms are over one variable; where one is 0, their ratio is 1. Of the paper's φ(‖x‖), which bounds the norm, it leaves
 * no value: it is ‖x‖ here and in optax; cybertronai/pytorch-lamb caps it at 10.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-6,
 * `weightDecay` 0, `biasCorrection` true.
 * You et al. 2020, "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes", arXiv:1904.00962,
 * algorithm 2.
 */
export const lamb = defineRule({
  name: 'LAMB',
  reference: 'You et al. 2020, arXiv:1904.00962',
  checkedAgainst: 'optax 0.2.8; without biasCorrection torch-optimizer 0.3.0',
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-6),
    weightDecay: number('[0, inf)', 0),
    biasCorrection: toggle(true),
  },
  slots: ['m', 'v'],
  hostScalars: ({ beta1, beta2, biasCorrection }, step) => ({
    correction1: biasCorrection ? oneMinusPower(beta1, step) : 1,
    root: biasCorrection ? root(oneMinusPower(beta2, step)) : 1,
  }),
  update({ param: x, grad: g, m, v, learningRate, beta1, beta2, epsilon, weightDecay, correction1, root }) {
    m = m.ema(g, beta1);
    v = v.ema(g.square(), beta2);
    const adam = m.mul(root.div(correction1)).div(v.sqrt().add(epsilon.mul(root))); // as √v + ε root is (√v̂ + ε) root
    const u = adam.add(x.mul(weightDecay));
    return { m, v, param: x.sub(u.mul(learningRate.mul(trustRatio(x.norm(), u.norm())))) };
  },
});
