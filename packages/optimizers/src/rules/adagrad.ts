import { defineOptimizer } from '../define-optimizer.js';
import { real, tiny } from '../hyperparameters.js';

/**
 * Adagrad:
 *
 *     G ← G + g²
 *     x ← x − learningRate g / (√(G₀ + G) + ε),   G₀ = initialAccumulatorValue
 *
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.01, `initialAccumulatorValue` 0, `epsilon` 1e-10
 * (torch's; tf and Keras start from 0.1). For torch's `lr_decay` use a schedule.
 * Duchi, Hazan and Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization".
 */
export const adagrad = defineOptimizer({
  name: 'Adagrad',
  reference: 'Duchi, Hazan and Singer 2011',
  checkedAgainst: 'torch 1.13.1',
  hyper: {
    learningRate: real(0.01, '[0, inf)'),
    initialAccumulatorValue: real(0, '[0, inf)'),
    epsilon: tiny(1e-10),
  },
  slots: ['G'],
  update({ param: x, grad: g, G, learningRate, initialAccumulatorValue, epsilon }) {
    G = G.add(g.square());
    return { G, param: x.sub(g.mul(learningRate).div(G.add(initialAccumulatorValue).sqrt().add(epsilon))) };
  },
});
