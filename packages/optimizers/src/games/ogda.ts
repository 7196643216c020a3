import { optimistic } from './advance.js';
import { defineGameOptimizer } from './game-optimizer.js';
import { gradientField } from './gradient-field.js';

/**
 * Optimistic gradient descent ascent, with F = (∇x f, −∇y f) and F_{−1} = F_0:
 *
 *     z ← z − η (2 F_t − F_{t−1})
 *
 * Options: `learningRate` η 0.01, `project`. State: F of the step before.
 * Popov 1980; Daskalakis, Ilyas, Syrgkanis and Zeng 2018, "Training GANs with Optimism", arXiv:1711.00141.
 */
export const ogda = defineGameOptimizer({
  name: 'ogda',
  reference: 'Popov 1980; Daskalakis et al. 2018, arXiv:1711.00141',
  options: {},
  state: '1',
  cost: '1 gradient, of both players',
  field: () => gradientField,
  advance: optimistic,
});
