import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * signSGD: every coordinate moves by the same length.
 *
 *     x ← (1 − learningRate weightDecay) x − learningRate sign(g)
 *
 * sign(0) is 0, as in the authors' experiments. Keeps no state; with momentum it is `signum`. At a constant learning rate
 * it oscillates around the minimum at that distance.
 * Defaults: `learningRate` 0.01 (MXNet's), `weightDecay` 0.
 * Bernstein, Wang, Azizzadenesheli and Anandkumar 2018, "signSGD: Compressed Optimisation for Non-Convex Problems",
 * arXiv:1802.04434, algorithm 1.
 */
export const signSgd = defineRule({
  name: 'SignSGD',
  reference: 'Bernstein et al. 2018, arXiv:1802.04434, algorithm 1',
  checkedAgainst: 'pytorch-optimizer 4.1.0 and optax 0.2.8',
  hyper: { learningRate: number('[0, inf)', 0.01, { around: 100 }), weightDecay: number('[0, inf)', 0) },
  slots: [],
  update({ param: x, grad: g, learningRate, weightDecay }) {
    return { param: x.decay(learningRate.mul(weightDecay)).sub(g.sign().mul(learningRate)) };
  },
});
