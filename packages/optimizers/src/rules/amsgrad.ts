import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * AMSGrad: Adam with a second moment that never falls.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     'paper':  h ← max(h, v)    x ← x − learningRate m / (√h + ε)
 *     'torch':  h ← max(h, v)    x ← x − learningRate m̂ / (√(h / (1 − β2ᵗ)) + ε)
 *     'optax':  h ← max(h, v̂)    x ← x − learningRate m̂ / (√h + ε)
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ). The forms differ much: the largest v̂ is often that of the first steps.
 * State: three slots of the variable's shape. Defaults: `variant` 'paper', `learningRate` 0.001, `beta1` 0.9, `beta2`
 * 0.999, `epsilon` 1e-8 (the paper has none, and its theory a learningRate ∝ 1/√t and a projection).
 * Reddi, Kale and Kumar 2018, "On the Convergence of Adam and Beyond", arXiv:1904.09237, algorithm 2.
 */
export const amsgrad = defineRule({
  name: 'AMSGrad',
  reference: 'Reddi, Kale and Kumar 2018, arXiv:1904.09237',
  checkedAgainst:
    "torch 2.15.0 for 'torch'; optax 0.2.8 for 'optax'; a float64 loop written from the equations for 'paper'",
  hyper: {
    variant: choice('paper', 'torch', 'optax'),
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-8),
  },
  slots: ['m', 'v', 'h'],
  hostScalars: ({ beta1, beta2 }, step) => ({
    correction1: oneMinusPower(beta1, step),
    correction2: oneMinusPower(beta2, step),
  }),
  update({ param: x, grad: g, m, v, h, variant, learningRate, beta1, beta2, epsilon, correction1, correction2 }) {
    m = m.ema(g, beta1);
    v = v.ema(g.square(), beta2);
    h = h.maximum(variant === 'optax' ? v.div(correction2) : v);
    const numerator = variant === 'paper' ? m : m.div(correction1);
    const denominator = (variant === 'torch' ? h.div(correction2) : h).sqrt().add(epsilon);
    return { m, v, h, param: x.sub(numerator.mul(learningRate).div(denominator)) };
  },
});
