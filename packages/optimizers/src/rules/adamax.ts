import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * AdaMax: Adam in the infinity norm.
 *
 *     m ← β1 m + (1 − β1) g
 *     'torch':  u ← max(β2 u, |g| + ε)     x ← x − η(t) / (1 − β1ᵗ) m / u
 *     'tf':     u ← max(β2 u, |g|)         x ← x − η(t) / (1 − β1ᵗ) m / (u + ε)
 *
 * with η(t) = learningRate / (1 + decay (t − 1)). 'torch' is torch.optim's, 'tf' that of tf.train and of Keras; the paper
 * has no ε.
 *
 * State: two slots of the variable's shape. Defaults: `variant` 'torch', `learningRate` 0.002, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-8 (tf and Keras: 1e-7), `decay` 0 (tf.train's).
 * Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", arXiv:1412.6980, algorithm 2.
 */
export const adamax = defineRule({
  name: 'Adamax',
  reference: 'Kingma and Ba 2015, arXiv:1412.6980, algorithm 2',
  checkedAgainst: "torch 2.15.0 and optax 0.2.8 for 'torch'; tf.train 4.22 and keras 3.15.1 for 'tf'",
  hyper: {
    learningRate: number('[0, inf)', 0.002, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    decay: number('[0, inf)', 0),
    variant: choice('torch', 'tf'),
  },
  slots: ['m', 'u'],
  hostScalars: ({ beta1 }, step) => ({ correction: oneMinusPower(beta1, step), t: step }),
  update({ param: x, grad: g, m, u, variant, learningRate, beta1, beta2, epsilon, decay, correction, t }) {
    m = m.ema(g, beta1);
    u = u.mul(beta2).maximum(variant === 'tf' ? g.abs() : g.abs().add(epsilon));
    const rate = learningRate.div(decay.mul(t.sub(1)).add(1)).div(correction);
    return { m, u, param: x.sub(m.mul(rate).div(variant === 'tf' ? u.add(epsilon) : u)) };
  },
});
