import { real } from '../rule/hyperparameters.js';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Clips every element of the gradient to [−clipvalue, clipvalue] before the optimizer sees it, as Keras's `clipvalue`.
 *
 * Default: `clipvalue` 1.
 */
export const clipByValue = defineWrapper({
  name: 'clipByValue',
  reference: 'Mikolov 2012, "Statistical Language Models Based on Neural Networks"',
  hyper: { clipvalue: real(1, '(0, inf)') },
  update: ({ grad: g, clipvalue }, inner) => inner.step({ grad: g.minimum(clipvalue).maximum(clipvalue.neg()) }),
});
