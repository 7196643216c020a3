import { number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { tiny } from '../rule/hyperparameters.js';
import { rectification } from './rectification.js';

/**
 * RAdam: Adam, rectified while its second moment has seen too little.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     x ← x − learningRate s(t) m / (√v + ε)        where the rectification s(t) is defined: from ρ(t) ≥ 5 on
 *     x ← x − learningRate m / (1 − β1ᵗ)            before; nothing if `degeneratedToSgd` is false
 *
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999 (above 0.6), `epsilon`
 * 1e-8, `degeneratedToSgd` true, as in the paper and torch (the authors' code: false).
 * Liu et al. 2020, "On the Variance of the Adaptive Learning Rate and Beyond", arXiv:1908.03265, algorithm 2.
 */
export const radam = defineRule({
  name: 'RAdam',
  reference: 'Liu et al. 2020, arXiv:1908.03265',
  checkedAgainst: 'the authors’ code, LiyuanLucasLiu/RAdam; torch 2.15.0',
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('(0.6, 1)', 0.999, { belowOne: 5 }),
    epsilon: tiny(1e-8),
    degeneratedToSgd: toggle(true),
  },
  slots: ['m', 'v'],
  hostScalars: rectification,
  update({ param: x, grad: g, m, v, learningRate, beta1, beta2, epsilon, degeneratedToSgd, rectified, plain }) {
    m = m.ema(g, beta1);
    v = v.ema(g.square(), beta2);
    const adaptive = m.mul(learningRate.mul(rectified)).div(v.sqrt().add(epsilon));
    const early = m.mul(degeneratedToSgd ? learningRate.mul(plain) : 0);
    return { m, v, param: x.sub(adaptive.where(rectified.greater(0), early)) };
  },
});
