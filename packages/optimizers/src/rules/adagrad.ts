import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * Adagrad:
 *
 *     G ← G + g²
 *     'torch':  x ← x − learningRate g / (√(G₀ + G) + ε)
 *     'tf':     x ← x − learningRate g / √(G₀ + G + ε)
 *
 * with G₀ = initialAccumulatorValue. 'torch' is torch.optim's, 'tf' that of tf.train and of Keras.
 *
 * State: one slot of the variable's shape. Defaults: `variant` 'torch', `learningRate` 0.01, `initialAccumulatorValue` 0
 * (tf and Keras: 0.1), `epsilon` 1e-10 (tf and Keras: 1e-7). For torch's `lr_decay` use a schedule.
 * Duchi, Hazan and Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization".
 */
export const adagrad = defineRule({
  name: 'Adagrad',
  reference: 'Duchi, Hazan and Singer 2011',
  checkedAgainst: "torch 2.15.0 for 'torch'; tf.train 4.22 and keras 3.15.1 for 'tf'",
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    initialAccumulatorValue: number('[0, inf)', 0),
    epsilon: tiny(1e-10),
    variant: choice('torch', 'tf'),
  },
  slots: ['G'],
  tfSlots: {
    accumulator: {
      slot: 'G',
      by: 'initialAccumulatorValue',
      offset: ({ initialAccumulatorValue }) => -initialAccumulatorValue,
    },
  },
  update({ param: x, grad: g, G, variant, learningRate, initialAccumulatorValue, epsilon }) {
    G = G.add(g.square());
    const total = G.add(initialAccumulatorValue);
    const divisor = variant === 'tf' ? total.add(epsilon).sqrt() : total.sqrt().add(epsilon);
    return { G, param: x.sub(g.mul(learningRate).div(divisor)) };
  },
});
