import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * Lion: every step has the same size, and only its sign is chosen.
 *
 *     x ← (1 − learningRate weightDecay) x
 *     x ← x − learningRate sign(β1 m + (1 − β1) g)
 *     m ← β2 m + (1 − β2) g
 *
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.0001 (the authors advise a third to a tenth of
 * AdamW's, and a weight decay as many times larger), `beta1` 0.9, `beta2` 0.99, `weightDecay` 0.
 * Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", arXiv:2302.06675, algorithm 2.
 */
export const lion = defineRule({
  name: 'Lion',
  reference: 'Chen et al. 2023, arXiv:2302.06675',
  checkedAgainst: 'the authors’ code, google/automl; lion-pytorch 0.2.5, optax 0.2.8 and keras 3.15.1',
  hyper: {
    learningRate: number('[0, inf)', 0.0001, { around: 100 }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.99, { belowOne: 10 }),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m'],
  update({ param: x, grad: g, m, learningRate, beta1, beta2, weightDecay }) {
    const c = m.ema(g, beta1);
    return { m: m.ema(g, beta2), param: x.decay(learningRate.mul(weightDecay)).sub(c.sign().mul(learningRate)) };
  },
});
