import { ademamixAlphaAt, ademamixBeta3At, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { computed, oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * AdEMAMix: Adam with a second, very slow average of the gradient beside the first.
 *
 *     m1 ← β1 m1 + (1 − β1) g
 *     m2 ← β3(t) m2 + (1 − β3(t)) g
 *     v  ← β2 v + (1 − β2) g²
 *     x  ← x − learningRate ( (m̂1 + α(t) m2) / (√v̂ + ε) + weightDecay x )
 *
 * with m̂1 = m1 / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ), and m2 not corrected. α(t) grows linearly over `alphaWarmup` steps and
 * β3(t) from β1 over `beta3Warmup` steps, as the authors' schedulers do; 0 means no warm-up. For both the paper
 * recommends the length of the training.
 * With `beta3` 0.9999 the slow average remembers some 10 000 steps and, not corrected, only grows to its size in as many:
 * use the default in runs of that length, and a smaller `beta3`, as 1 − 1 / steps, in shorter ones.
 * State: three slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999, `beta3`
 * 0.9999, `alpha` 5, `alphaWarmup` 0, `beta3Warmup` 0, `epsilon` 1e-8, `weightDecay` 0.
 * Pagliardini, Ablin and Grangier 2024, "The AdEMAMix Optimizer: Better, Faster, Older", arXiv:2409.03137.
 */
export const ademamix = defineRule({
  name: 'AdEMAMix',
  reference: 'Pagliardini, Ablin and Grangier 2024, arXiv:2409.03137',
  checkedAgainst: 'the authors’ code, apple/ml-ademamix',
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    beta3: number('[0, 1)', 0.9999, { belowOne: 10 }),
    alpha: number('[0, inf)', 5, { around: 4 }),
    alphaWarmup: number('[0, inf)', 0),
    beta3Warmup: number('[0, inf)', 0),
    epsilon: tiny(1e-8),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m1', 'm2', 'v'],
  hostScalars: ({ beta1, beta2, beta3, alpha, alphaWarmup, beta3Warmup }, step) => ({
    alphaNow: computed([step, alpha, alphaWarmup], ademamixAlphaAt),
    beta3Now: computed([step, beta1, beta3, beta3Warmup], ademamixBeta3At),
    correction1: oneMinusPower(beta1, step),
    correction2: oneMinusPower(beta2, step),
  }),
  update({ param: x, grad: g, m1, m2, v, ...rest }) {
    const { learningRate, beta1, beta2, beta3Now, alphaNow, epsilon, weightDecay, correction1, correction2 } = rest;
    m1 = m1.ema(g, beta1);
    m2 = m2.ema(g, beta3Now);
    v = v.ema(g.square(), beta2);
    const m1Hat = m1.div(correction1);
    const vHat = v.div(correction2);
    const direction = m1Hat.add(m2.mul(alphaNow)).div(vHat.sqrt().add(epsilon));
    return { m1, m2, v, param: x.sub(direction.add(x.mul(weightDecay)).mul(learningRate)) };
  },
});
