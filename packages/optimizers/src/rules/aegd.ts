import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * AEGD: adaptive gradient descent with energy. Each coordinate has an energy r that only falls, for any learning rate.
 *
 *     d = g / (2 √(f + c)) + l2 x               f: the loss before the step
 *     r ← r / (1 + 2 learningRate d²)           r starts at √(f + c) of the variable's first step
 *     x ← (1 − learningRate weightDecay) x − 2 learningRate r d
 *
 * It needs the loss, and f + c must be above 0: a step where it is not changes nothing. `l2` is the authors' decay (added to
 * d, not to g), `weightDecay` that of their AEGDW. Spent energy does not come back: use a new optimizer when the objective
 * changes. The form with one energy for all coordinates is `aegdPreconditioned`'s default.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.1, `c` 1, `l2` 0, `weightDecay` 0.
 * Liu and Tian 2020, "AEGD: Adaptive Gradient Descent with Energy", arXiv:2010.05109.
 */
export const aegd = defineRule({
  name: 'AEGD',
  reference: 'Liu and Tian 2020, arXiv:2010.05109',
  checkedAgainst: 'the authors’ code, txping/AEGD 50347c61',
  hyper: {
    learningRate: number('[0, inf)', 0.1, { around: 100 }),
    c: number('(-inf, inf)', 1),
    l2: number('[0, inf)', 0),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['r'],
  initial: () => ({ r: -1 }), // until its first loss
  needs: ['loss'],
  update({ param: x, grad: g, loss, r, learningRate, c, l2, weightDecay }) {
    const isImpossible = loss.add(c).lessEqual(0);
    const energy = loss.add(c).sqrt();
    const d = g.div(energy.mul(2)).add(x.mul(l2));
    const rate = learningRate.mul(2);
    const left = r.where(r.greaterEqual(0), energy).div(d.square().mul(rate).add(1));
    const param = x.decay(learningRate.mul(weightDecay)).sub(left.mul(d).mul(rate));
    return { r: r.where(isImpossible, left), param: x.where(isImpossible, param) };
  },
});
