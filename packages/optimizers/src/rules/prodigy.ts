import { number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { product, root } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * Prodigy: Adam that finds its own learning rate, d, an estimate from below of the distance to the solution.
 *
 *     λ = learningRate d                            (`biasCorrection`: times √(1 − β2ᵏ) / (1 − β1ᵏ))
 *     n ← β3 n + d/d₀ λ ⟨g, x₀ − x⟩                 (β3 = √β2)
 *     m ← β1 m + (1 − β1) d g
 *     v ← β2 v + (1 − β2) d² g²
 *     s ← β3 s + d/d₀ λ g                           (`safeguardWarmup`: d for λ)
 *     d̂ = dCoef n / ‖s‖₁,   d ← min(max(d, d̂), growthRate d)
 *     x ← (1 − λ weightDecay) x − λ m / (√v + d ε)
 *
 * ⟨·,·⟩ and ‖·‖₁ are over all variables together. The maximum is over all d̂ so far; while d is still d₀, d̂ may exceed
 * `growthRate` d. λ has the old d, d ε the new one. A step where s is 0 everywhere changes nothing and does not count in k.
 * State: four slots of the variable's shape and four scalars. Defaults: `learningRate` 1 (a factor: leave it, or give a
 * schedule that ends at 0), `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-8, `weightDecay` 0, `d0` 1e-6, `dCoef` 1 (0.5 or 2 for
 * smaller or larger steps), `growthRate` no limit, `biasCorrection` false, `safeguardWarmup` false (true with a warm-up).
 * Mishchenko and Defazio 2023, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner", arXiv:2306.06101; in the order of
 * the authors' code.
 */
export const prodigy = defineRule({
  name: 'Prodigy',
  reference: 'Mishchenko and Defazio 2023, arXiv:2306.06101',
  checkedAgainst: 'the authors’ package, prodigyopt 1.1.2',
  hyper: {
    learningRate: number('[0, inf)', 1, { around: 10 }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    weightDecay: number('[0, inf)', 0),
    d0: number('(0, inf)', 1e-6),
    dCoef: number('(0, inf)', 1, { around: 10 }),
    growthRate: number('[1, inf)', Number.MAX_VALUE),
    biasCorrection: toggle(false),
    safeguardWarmup: toggle(false),
  },
  slots: ['m', 'v', 's', 'start'],
  initial: ({ param }) => ({ start: param }),
  globalState: { d: ({ d0 }) => d0, dMax: ({ d0 }) => d0, n: 0, k: 0 },
  // what is kept may have been rounded to float32, d₀ as the first d too
  hostScalars: ({ d0, beta2 }) => ({ first: product(d0, 1 + 2 ** -23), beta3: root(beta2) }),
  update({ param: x, grad: g, m, v, s, start, d, d0, dMax, n, k, beta1, beta2, biasCorrection, ...rest }) {
    const { learningRate, epsilon, weightDecay, dCoef, growthRate, safeguardWarmup, first, beta3 } = rest;
    const count = k.add(1);
    const corrected = beta2.pow(count).sub(1).neg().sqrt().div(beta1.pow(count).sub(1).neg());
    const lambda = learningRate.mul(d).mul(biasCorrection ? corrected : 1);
    const growth = d.div(d0);
    m = m.mul(beta1).add(g.mul(d.decay(beta1)));
    v = v.ema(g.mul(d).square(), beta2);
    s = s.mul(beta3).add(g.mul(growth.mul(safeguardWarmup ? d : lambda)));
    const progress = n.mul(beta3).add(growth.mul(lambda).mul(start.sub(x).mul(g).globalSum()));

    const size = s.abs().globalSum();
    const isStill = size.equal(0);
    const estimate = progress.mul(dCoef).div(size);
    const largest = dMax.maximum(estimate);
    const risen = d.maximum(estimate).where(d.lessEqual(first), d);
    const next = largest.minimum(risen.mul(growthRate));
    const step = m.mul(lambda).div(v.sqrt().add(next.mul(epsilon)));
    return {
      m,
      v,
      s,
      start,
      d: d.where(isStill, next),
      dMax: dMax.where(isStill, largest),
      n: n.where(isStill, progress),
      k: k.where(isStill, count),
      param: x.where(isStill, x.decay(weightDecay.mul(lambda)).sub(step)),
    };
  },
});
