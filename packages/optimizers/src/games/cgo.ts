import { number } from '@optimizer-zoo/schedulers';
import { simultaneous } from './advance.js';
import { competitiveField } from './competitive-field.js';
import { defineGameOptimizer } from './game-optimizer.js';
import { solverCost, solverOf, solverOptions } from './solver-options.js';

/**
 * Competitive gradient optimization: competitive gradient descent with the weight α of the interaction apart from the
 * step size, A = ∂²f/∂x∂y:
 *
 *     x ← x − η (I + α² A A′)⁻¹ (∇x f + α A ∇y f)
 *     y ← y + η (I + α² A′A)⁻¹ (∇y f − α A′ ∇x f)
 *
 * α = 0 is gradient descent ascent, α = η competitive gradient descent. Converges for strictly α-coherent f.
 * Options: `learningRate` η 0.01, `alpha` α 1, `solve` and `iterations` as in {@link cgd}, `project`.
 * Vyas, Azizzadenesheli and Anandkumar 2022, arXiv:2205.14232.
 */
export const cgo = defineGameOptimizer({
  name: 'cgo',
  reference: 'Vyas, Azizzadenesheli and Anandkumar 2022, arXiv:2205.14232',
  options: { alpha: number('[0, inf)', 1, { around: 100 }), ...solverOptions },
  state: '0',
  cost: `1 gradient, of both players, and ${solverCost}`,
  field: (options) => competitiveField(options.alpha, solverOf(options)),
  advance: simultaneous,
});
