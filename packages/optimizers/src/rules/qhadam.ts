import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * QHAdam: Adam whose moments are averaged once more with the gradient at hand.
 *
 *     g ← g + l2 x,   x ← (1 − learningRate weightDecay) x
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     x ← x − learningRate ((1 − ν1) g + ν1 m̂) / (√((1 − ν2) g² + ν2 v̂) + ε)
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ). ν1 = ν2 = 1 is Adam.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `nu1` 0.7, `nu2` 1, `beta1` 0.995, `beta2` 0.999
 * (what the authors advise; the defaults of their code are Adam's), `epsilon` 1e-8, `l2` 0, `weightDecay` 0.
 * Ma and Yarats 2019, "Quasi-hyperbolic momentum and Adam for deep learning", arXiv:1810.06801.
 */
export const qhadam = defineRule({
  name: 'QHAdam',
  reference: 'Ma and Yarats 2019, arXiv:1810.06801',
  checkedAgainst: 'the authors’ package, qhoptim 1.1.0',
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    nu1: number('[0, 1]', 0.7, { between: [0.4, 1] }),
    nu2: number('[0, 1]', 1),
    beta1: number('[0, 1)', 0.995, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    l2: number('[0, inf)', 0),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m', 'v'],
  hostScalars: ({ beta1, beta2 }, step) => ({
    correction1: oneMinusPower(beta1, step),
    correction2: oneMinusPower(beta2, step),
  }),
  update({ param: x, grad: g, m, v, learningRate, nu1, nu2, beta1, beta2, epsilon, l2, weightDecay, ...host }) {
    g = g.add(x.mul(l2));
    m = m.ema(g, beta1);
    v = v.ema(g.square(), beta2);
    const numerator = m.div(host.correction1).ema(g, nu1);
    const square = v.div(host.correction2).ema(g.square(), nu2);
    const step = numerator.mul(learningRate).div(square.sqrt().add(epsilon));
    return { m, v, param: x.decay(learningRate.mul(weightDecay)).sub(step) };
  },
});
