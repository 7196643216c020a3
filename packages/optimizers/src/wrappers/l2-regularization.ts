import { number } from '@optimizer-zoo/schedulers';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Coupled weight decay: the gradient of the penalty l2/2 ‖x‖² is added to the loss's, before moments and clipping see it:
 *
 *     g ← g + l2 x
 *
 * For rules that have no option `l2` of their own. Default: `l2` 0.01.
 */
export const l2Regularization = defineWrapper({
  name: 'l2Regularization',
  reference: 'Tikhonov 1943; Krogh and Hertz 1991',
  hyper: { l2: number('[0, inf)', 0.01, { around: 10 }) },
  update: ({ param: x, grad: g, l2 }, inner) => inner.step({ grad: g.add(x.mul(l2)) }),
});
