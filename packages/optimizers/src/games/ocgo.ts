import { number } from '@optimizer-zoo/schedulers';
import { extragradient } from './advance.js';
import { competitiveField } from './competitive-field.js';
import { defineGameOptimizer } from './game-optimizer.js';
import { solverCost, solverOf, solverOptions } from './solver-options.js';

/**
 * Optimistic competitive gradient optimization: with the direction d_α of {@link cgo}, in the two evaluations of an
 * extragradient method,
 *
 *     z½ = z − η d_α(z),   z ← z − η d_α(z½)
 *
 * gradients and mixed derivative are taken anew at z½. Reaches saddles of α-coherent f at rate O(1/n).
 * Options: `learningRate` η 0.01, `alpha` α 1, `solve` and `iterations` as in {@link cgd}, `project`.
 * Vyas, Azizzadenesheli and Anandkumar 2022, arXiv:2205.14232; the two evaluations as in the authors' code.
 */
export const ocgo = defineGameOptimizer({
  name: 'ocgo',
  reference: 'Vyas, Azizzadenesheli and Anandkumar 2022, arXiv:2205.14232',
  options: { alpha: number('[0, inf)', 1, { around: 100 }), ...solverOptions },
  state: '0',
  cost: `twice: 1 gradient, of both players, and ${solverCost}`,
  field: (options) => competitiveField(options.alpha, solverOf(options)),
  advance: extragradient,
});
