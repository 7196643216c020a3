import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinus, oneMinusPower, product, quotient, root } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * MARS-AdamW: AdamW of a gradient whose variance a scaled difference of gradients reduces, in its approximate form.
 *
 *     c = g + γ β1 / (1 − β1) (g − g₋)            (g₋: the gradient of the step before; 0 at the first)
 *     c ← c / max(1, ‖c‖)
 *     m ← β1 m + (1 − β1) c
 *     v ← β2 v + (1 − β2) c²
 *     x ← x − learningRate (m̂ / (√v̂ + ε) + weightDecay x),   m̂ = m / (1 − β1ᵗ),  v̂ = v / (1 − β2ᵗ)
 *
 * The exact form takes g₋ on the present batch, at twice the cost. ‖c‖ is over one variable. The authors' code gives plain
 * AdamW to variables that are not matrices unless its `optimize_1d` is set; here all are treated alike.
 * State: three slots of the variable's shape. Defaults: `learningRate` 0.003, `beta1` 0.95, `beta2` 0.99, `gamma` 0.025,
 * `epsilon` 1e-8, `weightDecay` 0.
 * Yuan et al. 2024, "MARS: Unleashing the Power of Variance Reduction for Training Large Models", arXiv:2411.10438.
 */
export const mars = defineRule({
  name: 'MARS',
  reference: 'Yuan et al. 2024, arXiv:2411.10438',
  checkedAgainst: 'the authors’ code, AGI-Arena/MARS 4831e28e',
  hyper: {
    learningRate: number('[0, inf)', 0.003, { around: 100 }),
    beta1: number('[0, 1)', 0.95, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.99, { belowOne: 10 }),
    gamma: number('[0, inf)', 0.025, { around: 4 }),
    epsilon: tiny(1e-8),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m', 'v', 'last'],
  hostScalars: ({ beta1, beta2, gamma }, step) => ({
    scale: quotient(product(gamma, beta1), oneMinus(beta1)),
    correction1: oneMinusPower(beta1, step),
    root: root(oneMinusPower(beta2, step)),
  }),
  update({ param: x, grad: g, m, v, last, learningRate, beta1, beta2, epsilon, weightDecay, ...host }) {
    const c = g.add(g.sub(last).mul(host.scale));
    const clip = c.norm().maximum(1).pow(-1);
    m = m.mul(beta1).add(c.mul(clip.decay(beta1)));
    v = v.ema(c.mul(clip).square(), beta2);
    const rate = learningRate.mul(host.root).div(host.correction1); // as √v + ε root is (√v̂ + ε) root
    const step = m.mul(rate).div(v.sqrt().add(epsilon.mul(host.root)));
    return { m, v, last: g, param: x.decay(learningRate.mul(weightDecay)).sub(step) };
  },
});
