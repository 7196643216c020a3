import { number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';
import { rectification } from './rectification.js';

/**
 * AdaBelief: Adam whose second moment is of the gradient's distance from its prediction.
 *
 *     x ← (1 − learningRate weightDecay) x
 *     m ← β1 m + (1 − β1) g
 *     s ← β2 s + (1 − β2) (g − m)² + ε
 *     x ← x − learningRate m̂ / (√ŝ + ε),   m̂ = m / (1 − β1ᵗ),  ŝ = s / (1 − β2ᵗ)
 *
 * or, if `rectify`, RAdam's step with √s + ε. ε enters twice, as in the authors' code.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999 (above 0.6), `epsilon`
 * 1e-16 (the authors advise 1e-8 where gradient descent beats Adam), `rectify` true, `weightDecay` 0.
 * Zhuang et al. 2020, "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients", arXiv:2010.07468.
 */
export const adabelief = defineRule({
  name: 'AdaBelief',
  reference: 'Zhuang et al. 2020, arXiv:2010.07468',
  checkedAgainst: 'the authors’ package, adabelief-pytorch 0.2.1; optax 0.2.8',
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('(0.6, 1)', 0.999, { belowOne: 5 }),
    epsilon: tiny(1e-16),
    rectify: toggle(true),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m', 's'],
  hostScalars: ({ beta1, beta2 }, step) => ({
    ...rectification({ beta1, beta2 }, step),
    correction1: oneMinusPower(beta1, step),
    correction2: oneMinusPower(beta2, step),
  }),
  update({ param: x, grad: g, m, s, learningRate, beta1, beta2, epsilon, weightDecay, rectify, ...host }) {
    x = x.decay(learningRate.mul(weightDecay));
    m = m.ema(g, beta1);
    s = s.ema(g.sub(m).square(), beta2).add(epsilon);
    const step = m.mul(learningRate.div(host.correction1)).div(s.div(host.correction2).sqrt().add(epsilon));
    const adaptive = m.mul(learningRate.mul(host.rectified)).div(s.sqrt().add(epsilon));
    const rectifiedStep = adaptive.where(host.rectified.greater(0), m.mul(learningRate.mul(host.plain)));
    return { m, s, param: x.sub(rectify ? rectifiedStep : step) };
  },
});
