import { number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { atFirst, oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * Adan: Nesterov's momentum from differences of gradients, adapted.
 *
 *     d = g − g₋  (0 at the first step)
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) d
 *     n ← β3 n + (1 − β3) (g + β2 d)²
 *     x ← x − learningRate (m̂ + β2 v̂) / (√n̂ + ε),  then  x ← x / (1 + learningRate weightDecay)
 *
 * with m̂ = m / (1 − β1ᵗ) and so on. If `noProx`, x ← (1 − learningRate weightDecay) x before, and no division after.
 * State: four slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.98, `beta2` 0.92, `beta3` 0.99 (the
 * paper writes one minus these), `epsilon` 1e-8, `weightDecay` 0, `noProx` false.
 * Xie et al. 2022, "Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep Models", arXiv:2208.06677.
 */
export const adan = defineRule({
  name: 'Adan',
  reference: 'Xie et al. 2022, arXiv:2208.06677',
  checkedAgainst: 'the authors’ code, sail-sg/Adan',
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.98, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.92, { belowOne: 10 }),
    beta3: number('[0, 1)', 0.99, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    weightDecay: number('[0, inf)', 0),
    noProx: toggle(false),
  },
  slots: ['m', 'v', 'n', 'last'],
  hostScalars: ({ beta1, beta2, beta3 }, step) => ({
    later: atFirst(step, 0, 1),
    correction1: oneMinusPower(beta1, step),
    correction2: oneMinusPower(beta2, step),
    correction3: oneMinusPower(beta3, step),
  }),
  update({
    param: x,
    grad: g,
    m,
    v,
    n,
    last,
    learningRate,
    beta1,
    beta2,
    beta3,
    epsilon,
    weightDecay,
    noProx,
    ...host
  }) {
    const d = g.sub(last).mul(host.later);
    m = m.ema(g, beta1);
    v = v.ema(d, beta2);
    n = n.ema(g.add(d.mul(beta2)).square(), beta3);
    const direction = m.div(host.correction1).add(v.mul(beta2.div(host.correction2)));
    const step = direction.mul(learningRate).div(n.div(host.correction3).sqrt().add(epsilon));
    const lambda = learningRate.mul(weightDecay);
    const param = noProx ? x.decay(lambda).sub(step) : x.sub(step).div(lambda.add(1));
    return { m, v, n, last: g, param };
  },
});
