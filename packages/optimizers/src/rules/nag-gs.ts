import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * NAG-GS: Nesterov's accelerated gradient flow, discretised by Gauss and Seidel. Semi-implicit, so that it is stable
 * at step sizes at which gradient descent is not.
 *
 *     γ ← (γ + α μ) / (1 + α)                     ('torch': γ stays at its start value)
 *     v ← (γ v + α μ x − α g(x)) / (γ + α μ)
 *     x ← (x + α v) / (1 + α)
 *
 * The paper's algorithm begins with the line for x, which does nothing there, since v starts at x; begun with the
 * gradient at hand it is this one: x after k steps is the paper's x after k + 1. The authors' PyTorch code computes the
 * new γ and drops it: 'torch'. In 'paper', `gamma` is the value at the start; changed later, it has no effect.
 * State: one slot of the variable's shape and a scalar for each variable. Defaults: `variant` 'paper', `alpha` 0.05, `mu` 1, `gamma`
 * 1.5 (the authors' JAX code). `alpha` is the step size that `optimizer.learningRate` reads and sets. On a quadratic
 * with curvatures from μ to L, constant γ: best α = (μ + γ + 2 √(γ L)) / (L − μ). Where L is much larger than μ that is just
 * below where it diverges; for γ = μ and L = 3 μ it is 2.73, against 4.83, and for L ≤ 2 μ no α diverges.
 * Leplat, Merkulov, Katrutsa, Bershatsky, Tsymboi and Oseledets 2022, "NAG-GS: Semi-Implicit, Accelerated and Robust
 * Stochastic Optimizer", arXiv:2209.14937, algorithm 1.
 */
export const nagGs = defineRule({
  name: 'NAGGS',
  reference: 'Leplat et al. 2022, arXiv:2209.14937',
  checkedAgainst:
    "the authors’ code, skolai/nag-gs, for 'torch'; a float64 loop written from the authors’ notebook for 'paper'",
  hyper: {
    variant: choice('paper', 'torch'),
    alpha: number('(0, inf)', 0.05, { around: 100 }),
    mu: number('[0, inf)', 1, { around: 10 }),
    gamma: number('(0, inf)', 1.5, { around: 10 }),
  },
  stepSize: 'alpha',
  slots: ['v'],
  initial: ({ param }) => ({ v: param }),
  variableState: { gammaNow: ({ gamma }) => gamma },
  update({ param: x, grad: g, v, variant, alpha, mu, gamma: gamma0, gammaNow }) {
    const gamma = variant === 'paper' ? gammaNow.add(alpha.mul(mu)).div(alpha.add(1)) : gamma0;
    v = v
      .mul(gamma)
      .add(x.mul(alpha.mul(mu)))
      .sub(g.mul(alpha))
      .div(gamma.add(alpha.mul(mu)));
    return { v, gammaNow: gamma, param: x.add(v.mul(alpha)).div(alpha.add(1)) };
  },
});
