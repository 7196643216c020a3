import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * Adam:
 *
 *     g ← g + l2 x
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     'paper':  x ← x − learningRate m̂ / (√v̂ + ε)
 *     'keras':  x ← x − learningRate m̂ / (√v̂ + ε / √(1 − β2ᵗ))
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ). 'paper' is algorithm 1, that of torch.optim and of tf.train; 'keras' the
 * order of computation that the paper proposes after it, whose ε is larger at first.
 *
 * State: two slots of the variable's shape. Defaults: `variant` 'paper', `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-8 (the paper's, on every backend; tf's and Keras's is 1e-7, and tf's 1e-4 on webgl in half precision), `l2`
 * 0. For decoupled decay see `adamw`.
 * Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", arXiv:1412.6980, algorithm 1.
 */
export const adam = defineRule({
  name: 'Adam',
  reference: 'Kingma and Ba 2015, arXiv:1412.6980',
  checkedAgainst: "torch 2.15.0, optax 0.2.8 and tf.train 4.22 for 'paper'; keras 3.15.1 for 'keras'",
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    l2: number('[0, inf)', 0),
    variant: choice('paper', 'keras'),
  },
  slots: ['m', 'v'],
  hostScalars: ({ beta1, beta2 }, step) => ({
    correction1: oneMinusPower(beta1, step),
    correction2: oneMinusPower(beta2, step),
  }),
  update({ param: x, grad: g, m, v, variant, learningRate, beta1, beta2, epsilon, l2, correction1, correction2 }) {
    g = g.add(x.mul(l2));
    m = m.ema(g, beta1);
    v = v.ema(g.square(), beta2);
    const mHat = m.div(correction1);
    const vHat = v.div(correction2);
    const floor = variant === 'keras' ? epsilon.div(correction2.sqrt()) : epsilon;
    return { m, v, param: x.sub(mHat.mul(learningRate).div(vHat.sqrt().add(floor))) };
  },
});
