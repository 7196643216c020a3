import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * Adadelta: the step has the units of the parameter, from an average of earlier steps.
 *
 *     E ← ρ E + (1 − ρ) g²
 *     d = √(D + ε) / √(E + ε) g
 *     D ← ρ D + (1 − ρ) d²
 *     x ← x − learningRate d
 *
 * In 'paper', which is that of torch.optim and of Keras, E in the second line is the new one; in 'tf', as tf.train has it,
 * that of the step before, so that the first step is as long as the gradient.
 *
 * State: two slots of the variable's shape. Defaults: `variant` 'paper', `learningRate` 1 (the paper has none), `rho` 0.95,
 * `epsilon` 1e-6 (tf and Keras: 1e-7). tf's and Keras's `learningRate` of 0.001 hardly moves.
 * Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method", arXiv:1212.5701, algorithm 1.
 */
export const adadelta = defineRule({
  name: 'Adadelta',
  reference: 'Zeiler 2012, arXiv:1212.5701',
  checkedAgainst: "torch 2.15.0, optax 0.2.8 and keras 3.15.1 for 'paper'; tf.train 4.22 for 'tf'",
  hyper: {
    learningRate: number('[0, inf)', 1, { around: 10 }),
    rho: number('[0, 1)', 0.95, { belowOne: 10 }),
    epsilon: tiny(1e-6),
    variant: choice('paper', 'tf'),
  },
  slots: ['E', 'D'],
  tfSlots: { accum_grad: 'E', accum_var: 'D' },
  update({ param: x, grad: g, E: before, D, variant, learningRate, rho, epsilon }) {
    const E = before.ema(g.square(), rho);
    const divisor = (variant === 'tf' ? before : E).add(epsilon).sqrt();
    const d = D.add(epsilon).sqrt().div(divisor).mul(g);
    D = D.ema(d.square(), rho);
    return { E, D, param: x.sub(d.mul(learningRate)) };
  },
});
