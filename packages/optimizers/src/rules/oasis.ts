import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * OASIS: gradient descent scaled by the diagonal of the Hessian, with a step size that follows from how far the gradient
 * and the weights went.
 *
 *     D ← β2 D + (1 − β2) H                     H: estimate of diag ∇²L; an element of D is its first that is not 0
 *     D̂ = max(|D|, alpha)
 *     η ← min(√(1 + θ) η, ‖x − x₋‖ / 2‖g − g₋‖*),   θ ← η / η₋          η is learningRate at the first step, θ ∞
 *     x ← x − η g / D̂
 *
 * ‖·‖² = Σ D̂ (·)² and ‖·‖*² = Σ (·)² / D̂ over all variables; x₋, g₋, η₋ are those of the step before. Where x = x₋ or g = g₋
 * the second bound says nothing: the first one holds, and while θ is ∞, η stays. g and g₋ should be gradients of one function: on minibatches their difference is mostly noise, and η becomes
 * too small. So use large batches, or the whole.
 * Measured by `hutchinson({ initialSamples: 10 })` unless `gradient` says otherwise.
 * State: three slots of the variable's shape, and two scalars for all. Defaults: `learningRate` 0.1 (of the
 * first step alone), `beta2` 0.99, `alpha` 0.01. The authors' defaults are not known to us.
 * Jahani et al. 2022, "Doubly Adaptive Scaled Algorithm for Machine Learning Using Second-Order Information",
 * arXiv:2109.05198, the adaptive-learning-rate algorithm.
 */
export const oasis = defineRule({
  name: 'OASIS',
  reference: 'Jahani et al. 2022, arXiv:2109.05198',
  checkedAgainst: 'a transcription of the paper in float64; no package was found',
  hyper: {
    learningRate: number('(0, inf)', 0.1, { around: 100 }),
    beta2: number('[0, 1)', 0.99, { belowOne: 10 }),
    alpha: number('(0, inf)', 0.01, { around: 100 }),
  },
  slots: ['d', 'before', 'gBefore'],
  initial: ({ param }) => ({ before: param }),
  globalState: { eta: 0, theta: Number.POSITIVE_INFINITY },
  needs: ['hessianDiagonal'],
  measuredBy: { source: 'hutchinson', options: { initialSamples: 10 } },
  update({ param: x, grad: g, hessianDiagonal: h, d, before, gBefore, eta, theta, learningRate, beta2, alpha }) {
    if (h) d = h.where(d.equal(0), d.ema(h, beta2));
    const dHat = d.abs().maximum(alpha);
    const root = dHat.sqrt();
    const moved = x.sub(before).mul(root).globalNorm();
    const turned = g.sub(gBefore).div(root).globalNorm();
    const growing = theta.add(1).sqrt().mul(eta);
    const says = moved.greater(0).logicalAnd(turned.greater(0));
    const isFirst = theta.greater(1e30); // no ratio says yet how far η may grow
    const next = growing.minimum(moved.div(turned).div(2)).where(says, eta.where(isFirst, growing));
    const rate = learningRate.where(eta.equal(0), next);
    return {
      d,
      before: x,
      gBefore: g,
      eta: rate,
      theta: theta.where(isFirst.logicalAnd(says.logicalNot()), rate.div(eta)),
      param: x.sub(g.div(dHat).mul(rate)),
    };
  },
});
