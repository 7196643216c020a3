import { ademamixBeta3At, number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { computed, oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * Simplified AdEMAMix: the fast average of the gradient is the gradient itself, and the slow one a sum.
 *
 *     m ← β1(t) m + g
 *     v ← β2 v + (1 − β2) g²
 *     x ← x − learningRate ( (α g + m) / (√v̂ + ε) + weightDecay x ),   v̂ = v / (1 − β2ᵗ)
 *
 * β1(t) grows from `minBeta1` to β1 over `beta1Warmup` steps as in AdEMAMix; 0 means no warm-up. m is a sum: where Adam's
 * average is used, the step is 1 / (1 − β1) times as long, so `learningRate` must be that much smaller. With
 * `biasCorrection1` the direction α g + m is divided by the sum of m's weights, N ← β1(t) N + 1.
 * State: two slots of the variable's shape and a scalar for each variable. Defaults: `learningRate` 0.0001, `beta1` 0.99, `beta2` 0.95,
 * `alpha` 0, `beta1Warmup` 0, `minBeta1` 0.9, `epsilon` 1e-8, `biasCorrection1` false, `weightDecay` 0 (the authors' code).
 * Morwani, Vyas, Zhang and Kakade 2025, "Connections between Schedule-Free Optimizers, AdEMAMix, and Accelerated SGD
 * Variants", arXiv:2502.02431.
 */
export const simplifiedAdemamix = defineRule({
  name: 'SimplifiedAdEMAMix',
  reference: 'Morwani et al. 2025, arXiv:2502.02431',
  checkedAgainst: 'the authors’ code, DepenM/Simplified-AdEMAMix',
  hyper: {
    learningRate: number('[0, inf)', 0.0001, { around: 100 }),
    beta1: number('[0, 1)', 0.99, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.95, { belowOne: 10 }),
    alpha: number('[0, inf)', 0),
    beta1Warmup: number('[0, inf)', 0),
    minBeta1: number('[0, 1)', 0.9),
    epsilon: tiny(1e-8),
    biasCorrection1: toggle(false),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m', 'v'],
  variableState: { N: 0 },
  hostScalars: ({ beta1, beta2, minBeta1, beta1Warmup }, step) => ({
    beta1Now: computed([step, minBeta1, beta1, beta1Warmup], ademamixBeta3At),
    correction2: oneMinusPower(beta2, step),
  }),
  update({ param: x, grad: g, m, v, N, learningRate, beta2, alpha, epsilon, biasCorrection1, weightDecay, ...host }) {
    m = m.mul(host.beta1Now).add(g);
    N = N.mul(host.beta1Now).add(1);
    v = v.ema(g.square(), beta2);
    const sum = g.mul(alpha).add(m);
    const direction = (biasCorrection1 ? sum.div(N) : sum).div(v.div(host.correction2).sqrt().add(epsilon));
    return { m, v, N, param: x.sub(direction.add(x.mul(weightDecay)).mul(learningRate)) };
  },
});
