import { number } from '@optimizer-zoo/schedulers';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Weight decay apart from the gradient, as in AdamW, for any optimizer that has no option `weightDecay` of its own:
 *
 *     x ← x − learningRate weightDecay x        before the step
 *
 * Variables that `exclude` means do not decay: `{ exclude: ['bias', /layer_?norm/i] }`, as Keras's
 * exclude_from_weight_decay; optimizers with a `weightDecay` of their own do that with
 * `groups: [{ match: 'bias', options: { weightDecay: 0 } }]`.
 * Default: `weightDecay` 0.004 (Keras's).
 * Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", arXiv:1711.05101.
 */
export const decoupledWeightDecay = defineWrapper({
  name: 'decoupledWeightDecay',
  reference: 'Loshchilov and Hutter 2019, arXiv:1711.05101',
  meansSteps: true,
  hyper: { weightDecay: number('[0, inf)', 0.004, { around: 10 }) },
  excludedFrom: 'weightDecay',
  update: ({ param: x, weightDecay }, inner) => inner.step({ param: x.decay(inner.stepSize.mul(weightDecay)) }),
});
