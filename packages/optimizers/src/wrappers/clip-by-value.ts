import { number } from '@optimizer-zoo/schedulers';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Clips every element of the gradient to [−clipvalue, clipvalue] before the optimizer sees it, as Keras's `clipvalue`.
 * Infinities are clipped as all else; a NaN stays one.
 *
 * Default: `clipvalue` 1.
 */
export const clipByValue = defineWrapper({
  name: 'clipByValue',
  reference: 'Mikolov 2012, "Statistical Language Models Based on Neural Networks"',
  hyper: { clipvalue: number('(0, inf)', 1, { around: 100 }) },
  update: ({ grad: g, clipvalue }, inner) => inner.step({ grad: g.minimum(clipvalue).maximum(clipvalue.neg()) }),
});
