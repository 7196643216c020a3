import { number } from '@optimizer-zoo/schedulers';
import { atFirst } from '../rule/host-scalars.js';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Grokfast-EMA: the slow part of the gradient is amplified before the optimizer sees it, which hastens grokking:
 *
 *     h ← α h + (1 − α) g                       h ← g at the first step
 *     g ← g + λ h
 *
 * State: one slot of the variable's shape. Defaults: `grokfastAlpha` α 0.98, `grokfastLambda` λ 2, as the authors' code.
 * Lee et al. 2024, "Grokfast: Accelerated Grokking by Amplifying Slow Gradients", arXiv:2405.20233.
 */
export const grokfast = defineWrapper({
  name: 'grokfast',
  reference: 'Lee, Kang, Kim and Lee 2024, arXiv:2405.20233',
  meansSteps: true,
  hyper: {
    grokfastAlpha: number('[0, 1)', 0.98, { belowOne: 10 }),
    grokfastLambda: number('[0, inf)', 2, { around: 4 }),
  },
  slots: ['slowGradient'],
  hostScalars: ({ grokfastAlpha: alpha }, step) => ({ slowness: atFirst(step, 0, alpha) }),
  update({ grad: g, slowGradient, grokfastLambda: lambda, slowness }, inner) {
    const h = slowGradient.ema(g, slowness);
    return { ...inner.step({ grad: g.add(h.mul(lambda)) }), slowGradient: h };
  },
});
