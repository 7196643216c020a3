import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

const isRms = ({ variant }: { variant: 'identity' | 'rms' }) => variant === 'rms';

/**
 * Preconditioned AEGD, also AEPG: gradient descent along T⁻¹g with one energy for all variables, which only falls.
 * **Experimental**: the equations are from memory of the paper, whose text and code could not be read.
 *
 *     d = g / (2 √(f + c)),   w = T⁻¹ d         f: the loss before the step
 *     r ← r / (1 + 2 learningRate ⟨d, w⟩)       r starts at √(f + c) of the first step; one scalar
 *     x ← x − 2 learningRate r w
 *
 *     'identity':  T = 1, AEGD's form with one energy
 *     'rms':       T = √v̂ + ε, where v ← β v + (1 − β) g², v̂ = v / (1 − βᵗ): an illustration, not the paper's. Its instances
 *                  are Hessian-Riemannian and natural gradients.
 *
 * It needs the loss, and f + c must be above 0: a step where it is not leaves x and r as they are.
 * State: one scalar; 'rms' also one slot of the variable's shape. Defaults: `variant` 'identity', `learningRate` 0.1, `c` 1;
 * 'rms' also `beta` 0.99, `epsilon` 1e-8.
 * Liu, Nurbekyan, Tian and Yang 2023, "Adaptive Preconditioned Gradient Descent with Energy", arXiv:2310.06733.
 */
export const aegdPreconditioned = defineRule({
  name: 'AEGDPreconditioned',
  reference: 'Liu, Nurbekyan, Tian and Yang 2023, arXiv:2310.06733',
  checkedAgainst: 'a float64 loop written from the equations as recalled, not from the paper’s text',
  hyper: {
    variant: choice('identity', 'rms'),
    learningRate: number('[0, inf)', 0.1, { around: 100 }),
    c: number('(-inf, inf)', 1),
    beta: number('[0, 1)', 0.99, { belowOne: 10 }),
    epsilon: tiny(1e-8),
  },
  slots: ['v'],
  globalState: { r: -1 }, // until the first loss
  needs: ['loss'],
  onlyIf: { v: isRms, beta: isRms, epsilon: isRms, correction: isRms },
  forms: { 'variant=rms': { variant: 'rms' } },
  hostScalars: ({ beta }, step) => ({ correction: oneMinusPower(beta, step) }),
  update({ param: x, grad: g, loss, v, r, learningRate, c, beta, epsilon, correction }) {
    const isImpossible = loss.add(c).lessEqual(0);
    const energy = loss.add(c).sqrt();
    const d = g.div(energy.mul(2));
    v = beta && v?.ema(g.square(), beta);
    const metric = correction && epsilon && v?.div(correction).sqrt().add(epsilon);
    const w = metric ? d.div(metric) : d;
    const rate = learningRate.mul(2);
    const square = metric ? d.mul(w).globalSum() : d.globalSumOfSquares();
    const left = energy.where(r.less(0), r).div(square.mul(rate).add(1));
    return { v, r: r.where(isImpossible, left), param: x.where(isImpossible, x.sub(w.mul(left.mul(rate)))) };
  },
});
