import { number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { difference, power } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * ADOPT: Adam that divides by the second moment of the steps before and then averages, and so converges for any β2.
 *
 *     g ← g + l2 x
 *     x ← (1 − learningRate weightDecay) x
 *     m ← β1 m + (1 − β1) clip(g / max(√v, ε))
 *     x ← x − learningRate m
 *     v ← β2 v + (1 − β2) g²
 *
 * clip: to ±(t − 1)^¼; not at all if `clip` is false, as in the first version of the paper. A variable's first step only
 * sets v ← g². Where that g is 0, as in what a first batch does not reach, the next is divided by ε: another reason for `clip`.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.9999, `epsilon` 1e-6,
 * `clip` true, `l2` 0, `weightDecay` 0.
 * Taniguchi et al. 2024, "ADOPT: Modified Adam Can Converge with Any β2 with the Optimal Rate", arXiv:2411.02853.
 */
export const adopt = defineRule({
  name: 'ADOPT',
  reference: 'Taniguchi et al. 2024, arXiv:2411.02853',
  checkedAgainst: 'the authors’ code, iShohei220/adopt 6468572b',
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.9999, { belowOne: 10 }),
    epsilon: tiny(1e-6),
    clip: toggle(true),
    l2: number('[0, inf)', 0),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m', 'v'],
  initial: () => ({ v: -1 }), // until its first gradient
  hostScalars: (_, step) => ({
    bound: power(difference(step, 1), 0.25),
  }),
  update({ param: x, grad: g, m, v, learningRate, beta1, beta2, epsilon, clip, l2, bound, weightDecay }) {
    const first = v.less(0);
    g = g.add(x.mul(l2));
    const divisor = v.maximum(0).sqrt().maximum(epsilon);
    const normed = g.div(divisor.where(divisor.greater(0), 1));
    m = m.where(first, m.ema(clip ? normed.minimum(bound).maximum(bound.neg()) : normed, beta1));
    v = g.square().where(first, v.ema(g.square(), beta2));
    return { m, v, param: x.where(first, x.decay(learningRate.mul(weightDecay)).sub(m.mul(learningRate))) };
  },
});
