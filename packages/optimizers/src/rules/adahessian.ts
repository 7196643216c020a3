import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * AdaHessian: Adam with the diagonal of the Hessian in the place of the gradient in the second moment.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) H²                    H: averaged estimate of |diag ∇²L|
 *     x ← x − learningRate (m̂ / (√v̂ᵏ + ε) + weightDecay x),   m̂ = m / (1 − β1ᵗ),  v̂ = v / (1 − β2ⁿ)
 *
 * k is `hessianPower`, n the number of estimates so far: t, if each step has one. Measured by
 * `hutchinson({ averaging: 'spatial' })` unless `gradient` says otherwise; the authors' code averages over the last axes of
 * torch's layout, which in tf's are these.
 * State: two slots of the variable's shape and a scalar for each variable. Defaults: `learningRate` 0.15, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-4, `hessianPower` 1 (other powers run operation by operation), `weightDecay` 0.
 * Yao et al. 2021, "ADAHESSIAN: An Adaptive Second Order Optimizer for Machine Learning", arXiv:2006.00719; in the form of
 * the authors' code.
 */
export const adahessian = defineRule({
  name: 'AdaHessian',
  reference: 'Yao et al. 2021, arXiv:2006.00719',
  checkedAgainst: 'the authors’ code, amirgholami/adahessian 85ebc00',
  hyper: {
    learningRate: number('[0, inf)', 0.15, { around: 100 }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-4),
    hessianPower: number('(0, 1]', 1),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['m', 'v'],
  variableState: { estimates: 0 },
  needs: ['hessianDiagonal'],
  measuredBy: { source: 'hutchinson', options: { averaging: 'spatial' } },
  onlyIf: { k: ({ hessianPower }) => hessianPower !== 1 }, // no kernel knows another power
  hostScalars: ({ beta1, hessianPower }, step) => ({ correction1: oneMinusPower(beta1, step), k: hessianPower }),
  update({ param: x, grad: g, hessianDiagonal: h, m, v, estimates, learningRate, beta1, beta2, epsilon, ...rest }) {
    const { k, weightDecay, correction1 } = rest;
    m = m.ema(g, beta1);
    if (h) {
      v = v.ema(h.square(), beta2);
      estimates = estimates.add(1);
    }
    const mHat = m.div(correction1);
    const root = v.div(beta2.pow(estimates).sub(1).neg()).sqrt();
    const direction = mHat.div((k ? root.pow(k) : root).add(epsilon)).add(x.mul(weightDecay));
    return { m, v, estimates, param: x.sub(direction.mul(learningRate)).where(estimates.greater(0), x) };
  },
});
