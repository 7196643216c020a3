import { defineOptimizer } from '../define-optimizer.js';
import { real, tiny } from '../hyperparameters.js';

/**
 * AdaMax: Adam in the infinity norm.
 *
 *     m ← β1 m + (1 − β1) g
 *     u ← max(β2 u, |g| + ε)
 *     x ← x − learningRate / (1 − β1ᵗ) m / u
 *
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.002, `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-8
 * (torch's place for it; the paper has none).
 * Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", arXiv:1412.6980, algorithm 2.
 */
export const adamax = defineOptimizer({
  name: 'Adamax',
  reference: 'Kingma and Ba 2015, arXiv:1412.6980, algorithm 2',
  checkedAgainst: 'torch 1.13.1',
  hyper: {
    learningRate: real(0.002, '[0, inf)'),
    beta1: real(0.9, '[0, 1)'),
    beta2: real(0.999, '[0, 1)'),
    epsilon: tiny(1e-8),
  },
  slots: ['m', 'u'],
  scalars: ({ beta1 }, step) => ({ correction: 1 - beta1 ** step }),
  update({ param: x, grad: g, m, u, learningRate, beta1, beta2, epsilon, correction }) {
    m = m.ema(g, beta1);
    u = u.mul(beta2).maximum(g.abs().add(epsilon));
    return { m, u, param: x.sub(m.mul(learningRate.div(correction)).div(u)) };
  },
});
