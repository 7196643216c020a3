import { number } from '@optimizer-zoo/schedulers';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * The cautious form of an optimizer (C-AdamW, C-Lion …): elements whose step u would go up the present gradient stay, and
 * the others go further, so that the mean length remains:
 *
 *     φ ← 1 where u g < 0, else 0
 *     x ← x + u φ / max(mean φ, leastShare)     mean over the variable
 *
 * u is the optimizer's step without decoupled weight decay, which is added as it is. Momenta are not changed.
 * Default: `leastShare` 0.001, as the authors' code.
 * Liang, Chen, Liu and Liu 2024, "Cautious Optimizers: Improving Training with One Line of Code", arXiv:2411.16085.
 */
export const cautious = defineWrapper({
  name: 'cautious',
  reference: 'Liang, Chen, Liu and Liu 2024, arXiv:2411.16085',
  meansSteps: true,
  hyper: { leastShare: number('(0, 1]', 1e-3) },
  hostScalars: () => ({ one: 1 }),
  update({ param: x, grad: g, leastShare, one }, inner) {
    const results = inner.step();
    const { param: undecayed } = inner.stepWithoutDecay();
    const u = undecayed.sub(x);
    const descends = u.mul(g).less(0);
    const phi = one.where(descends, 0);
    const mean = phi.sum().div(one.where(descends, 1).sum());
    const decay = results.param.sub(undecayed);
    return { ...results, param: x.add(u.mul(phi).div(mean.maximum(leastShare))).add(decay) };
  },
});
