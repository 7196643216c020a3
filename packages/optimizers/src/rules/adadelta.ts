import { defineOptimizer } from '../define-optimizer.js';
import { real, tiny } from '../hyperparameters.js';

/**
 * Adadelta: the step has the units of the parameter, from an average of earlier steps.
 *
 *     E ← ρ E + (1 − ρ) g²
 *     d = √(D + ε) / √(E + ε) g
 *     D ← ρ D + (1 − ρ) d²
 *     x ← x − learningRate d
 *
 * State: two slots of the variable's shape. Defaults: `learningRate` 1 (the paper has none), `rho` 0.95, `epsilon` 1e-6.
 * tf's and Keras's `learningRate` of 0.001 hardly moves.
 * Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method", arXiv:1212.5701, algorithm 1.
 */
export const adadelta = defineOptimizer({
  name: 'Adadelta',
  reference: 'Zeiler 2012, arXiv:1212.5701',
  checkedAgainst: 'torch 1.13.1',
  hyper: { learningRate: real(1, '[0, inf)'), rho: real(0.95, '[0, 1)'), epsilon: tiny(1e-6) },
  slots: ['E', 'D'],
  update({ param: x, grad: g, E, D, learningRate, rho, epsilon }) {
    E = E.ema(g.square(), rho);
    const d = D.add(epsilon).sqrt().div(E.add(epsilon).sqrt()).mul(g);
    D = D.ema(d.square(), rho);
    return { E, D, param: x.sub(d.mul(learningRate)) };
  },
});
