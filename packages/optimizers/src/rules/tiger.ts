import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * Tiger: Lion with one decay for both its averages; the least state that momentum needs.
 *
 *     m ← β m + (1 − β) g
 *     x ← x − learningRate (sign(m) + weightDecay x)
 *
 * The author's code goes by variables' names: it multiplies the learning rate of a kernel by the root mean square of
 * its elements, halves that of biases and spares them the decay. Here all are treated alike, so `learningRate` must be smaller
 * for kernels of small numbers.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.001, `beta` 0.965, `weightDecay` 0.01.
 * Su 2023, "Tiger: A Tight-fisted Optimizer", github.com/bojone/tiger.
 */
export const tiger = defineRule({
  name: 'Tiger',
  reference: 'Su 2023, github.com/bojone/tiger',
  checkedAgainst: 'pytorch-optimizer 4.1.0',
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta: number('[0, 1)', 0.965, { belowOne: 10 }),
    weightDecay: number('[0, inf)', 0.01, { around: 10 }),
  },
  slots: ['m'],
  update({ param: x, grad: g, m, learningRate, beta, weightDecay }) {
    m = m.ema(g, beta);
    return { m, param: x.decay(learningRate.mul(weightDecay)).sub(m.sign().mul(learningRate)) };
  },
});
