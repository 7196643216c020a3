import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower, root } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * LaProp: Adam with momentum and adaptivity taken apart: first the gradient is normalized, then averaged.
 *
 *     v ← β2 v + (1 − β2) g²
 *     m ← β1 m + (1 − β1) g / (√v̂ + ε),   v̂ = v / (1 − β2ᵗ)
 *     x ← (1 − learningRate weightDecay) (x − learningRate m̂),   m̂ = m / (1 − β1ᵗ)
 *
 * The authors' code does not multiply its decay by the learning rate, keeps the learning rate inside m (the same while it is
 * constant), and has centered and AMSGrad's forms, which are not here.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.0004, `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-15,
 * `weightDecay` 0.
 * Ziyin, Wang and Ueda 2020, "LaProp: Separating Momentum and Adaptivity in Adam", arXiv:2002.04839.
 */
export const laprop = defineRule({
  name: 'LaProp',
  reference: 'Ziyin, Wang and Ueda 2020, arXiv:2002.04839',
  checkedAgainst: 'the authors’ code, Z-T-WANG/LaProp-Optimizer a4199165',
  hyper: {
    learningRate: number('[0, inf)', 0.0004, { around: 100 }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-15),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m', 'v'],
  hostScalars: ({ beta1, beta2 }, step) => ({
    correction1: oneMinusPower(beta1, step),
    root: root(oneMinusPower(beta2, step)),
  }),
  update({ param: x, grad: g, m, v, learningRate, beta1, beta2, epsilon, weightDecay, correction1, root }) {
    v = v.ema(g.square(), beta2);
    m = m.ema(g.mul(root).div(v.sqrt().add(epsilon.mul(root))), beta1); // as √v + ε root is (√v̂ + ε) root
    return { m, v, param: x.sub(m.mul(learningRate.div(correction1))).decay(learningRate.mul(weightDecay)) };
  },
});
