import { number } from '@optimizer-zoo/schedulers';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * XGrad: the gradient is measured where the weights are expected to be s = `predictedSteps` steps later, if the optimizer
 * went on as at its last step; the step is then made from the weights themselves.
 *
 *     ŵ ← w + s u,   u: the last step, without decoupled weight decay; 0 before the first
 *     g ← ∇f(ŵ)
 *     w ← the optimizer's step with g
 *
 * For `momentum`, `adam`, `adamw` and `adabelief`, as in the paper, and for any other rule in the same way (unproven).
 * The authors' code computes u anew from the momenta with the present learning rate; here it is that of the last step.
 * Between steps the variables hold w. It needs `minimize` (or `model.fit`): gradients from elsewhere are an error.
 * State: one slot of the variable's shape. Default: `predictedSteps` 1.
 * Guan et al. 2023, "XGrad: Boosting Gradient-Based Optimizers With Weight Prediction", arXiv:2305.18240.
 */
export const xgrad = defineWrapper({
  name: 'xgrad',
  reference: 'Guan et al. 2023, arXiv:2305.18240',
  meansSteps: true,
  hyper: { predictedSteps: number('[0, inf)', 1) },
  slots: ['lastStep'],
  update({ param: w }, inner) {
    return { ...inner.step(), lastStep: inner.stepWithoutDecay().param.sub(w) };
  },
  gradientAt: ({ param: w, lastStep: u, predictedSteps: s }) => w.add(u.mul(s)),
});
