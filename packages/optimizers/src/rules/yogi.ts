import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower, power, product } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * Yogi: Adam whose second moment changes by no more than the squared gradient, so that it cannot forget quickly.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← v − (1 − β2) sign(v − g²) g²
 *     'addons':  x ← x − learningRate √(1 − β2ᵗ) m̂ / (√v + ε)
 *     'optax':   x ← x − learningRate m̂ / (√v̂ + ε)
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ). v starts at `initialAccumulatorValue`, and in 'optax' m does too.
 * 'addons' is TensorFlow Addons', 'optax' also that of the PyTorch ports; the paper's algorithm, as it is commonly
 * given, corrects no bias.
 * State: two slots of the variable's shape (v less its start). Defaults: `variant` 'addons', `learningRate` 0.01, `beta1`
 * 0.9, `beta2` 0.999, `epsilon` 1e-3, `initialAccumulatorValue` 1e-6.
 * Zaheer, Reddi, Sachan, Kale and Kumar 2018, "Adaptive Methods for Nonconvex Optimization", NeurIPS.
 */
export const yogi = defineRule({
  name: 'Yogi',
  reference: 'Zaheer et al. 2018, NeurIPS',
  checkedAgainst: "optax 0.2.8 for 'optax'; a float64 loop written from the code of TensorFlow Addons for 'addons'",
  hyper: {
    variant: choice('addons', 'optax'),
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-3),
    initialAccumulatorValue: number('[0, inf)', 1e-6),
  },
  slots: ['m', 'v'],
  hostScalars: ({ variant, beta1, beta2, initialAccumulatorValue }, step) => ({
    startOfM: variant === 'optax' ? product(initialAccumulatorValue, power(beta1, step)) : 0,
    correction1: oneMinusPower(beta1, step),
    correction2: oneMinusPower(beta2, step),
  }),
  update({ param: x, grad: g, m, v, variant, learningRate, beta1, beta2, epsilon, ...host }) {
    m = m.ema(g, beta1);
    const old = v.add(host.initialAccumulatorValue);
    v = v.sub(old.sub(g.square()).sign().mul(g.square()).decay(beta2));
    const now = v.add(host.initialAccumulatorValue).maximum(0); // rounding may take it below
    const mHat = m.add(host.startOfM).div(host.correction1);
    const scaled = mHat.mul(learningRate);
    const step =
      variant === 'optax'
        ? scaled.div(now.div(host.correction2).sqrt().add(epsilon))
        : scaled.mul(host.correction2.sqrt()).div(now.sqrt().add(epsilon));
    return { m, v, param: x.sub(step) };
  },
});
