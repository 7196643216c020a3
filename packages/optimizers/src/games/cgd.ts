import { simultaneous } from './advance.js';
import { competitiveField } from './competitive-field.js';
import { defineGameOptimizer } from './game-optimizer.js';
import { solverCost, solverOf, solverOptions } from './solver-options.js';

/**
 * Competitive gradient descent: each step is the equilibrium of the game's bilinear approximation, A = ∂²f/∂x∂y:
 *
 *     x ← x − η (I + η² A A′)⁻¹ (∇x f + η A ∇y f)
 *     y ← y + η (I + η² A′A)⁻¹ (∇y f − η A′ ∇x f)
 *
 * Options: `learningRate` η 0.01, `solve` 'conjugateGradient' (two Hessian-vector products an `iterations`, 10) or
 * 'closedForm' (one for each component of x, solved on the host), `project`.
 * Schäfer and Anandkumar 2019, arXiv:1905.12103.
 */
export const cgd = defineGameOptimizer({
  name: 'cgd',
  reference: 'Schäfer and Anandkumar 2019, arXiv:1905.12103',
  options: solverOptions,
  state: '0',
  cost: `1 gradient, of both players, and ${solverCost}`,
  field: (options, learningRate) => competitiveField(learningRate, solverOf(options)),
  advance: simultaneous,
});
