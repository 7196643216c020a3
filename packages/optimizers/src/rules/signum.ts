import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * Signum: signSGD with momentum.
 *
 *     m ← momentum m + (1 − momentum) g
 *     x ← (1 − learningRate weightDecay) x − learningRate sign(m)
 *
 * sign(0) is 0. `weightDecay` is `wd_lh` of the authors' optimizer in MXNet.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.01, `momentum` 0.9 (MXNet's), `weightDecay` 0.
 * Bernstein, Wang, Azizzadenesheli and Anandkumar 2018, "signSGD: Compressed Optimisation for Non-Convex Problems",
 * arXiv:1802.04434, algorithm 2.
 */
export const signum = defineRule({
  name: 'Signum',
  reference: 'Bernstein et al. 2018, arXiv:1802.04434, algorithm 2',
  checkedAgainst: 'pytorch-optimizer 4.1.0 and optax 0.2.8',
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    momentum: number('[0, 1)', 0.9, { belowOne: 10 }),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m'],
  update({ param: x, grad: g, m, learningRate, momentum, weightDecay }) {
    m = m.ema(g, momentum);
    return { m, param: x.decay(learningRate.mul(weightDecay)).sub(m.sign().mul(learningRate)) };
  },
});
