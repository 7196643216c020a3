import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * Adam with decoupled weight decay, in the form of torch.optim.AdamW or of Keras:
 *
 *     x ← (1 − learningRate weightDecay) x
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     'torch':  x ← x − learningRate m̂ / (√v̂ + ε)
 *     'keras':  x ← x − learningRate m̂ / (√v̂ + ε / √(1 − β2ᵗ))
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ).
 *
 * State: two slots of the variable's shape. Defaults: `variant` 'torch', `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-8 (Keras: 1e-7), `weightDecay` 0.01 (Keras: 0.004).
 * Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", arXiv:1711.05101, algorithm 2; there the decay
 * is not multiplied by the base learning rate.
 */
export const adamw = defineRule({
  name: 'AdamW',
  reference: 'Loshchilov and Hutter 2019, arXiv:1711.05101',
  checkedAgainst: "torch 2.15.0 and optax 0.2.8 for 'torch'; keras 3.15.1 for 'keras'",
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    weightDecay: number('[0, inf)', 0.01, { around: 10 }),
    variant: choice('torch', 'keras'),
  },
  slots: ['m', 'v'],
  hostScalars: ({ beta1, beta2 }, step) => ({
    correction1: oneMinusPower(beta1, step),
    correction2: oneMinusPower(beta2, step),
  }),
  update({ param: x, grad: g, m, v, variant, learningRate, beta1, beta2, epsilon, weightDecay, ...host }) {
    const { correction1, correction2 } = host;
    x = x.decay(learningRate.mul(weightDecay));
    m = m.ema(g, beta1);
    v = v.ema(g.square(), beta2);
    const mHat = m.div(correction1);
    const vHat = v.div(correction2);
    const floor = variant === 'keras' ? epsilon.div(correction2.sqrt()) : epsilon;
    return { m, v, param: x.sub(mHat.mul(learningRate).div(vHat.sqrt().add(floor))) };
  },
});
