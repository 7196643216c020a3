import { number } from '@optimizer-zoo/schedulers';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Scales all gradients of a step by one factor, down to the norm c = `globalClipnorm` where they are longer together, as
 * Keras's `global_clipnorm` and torch's clip_grad_norm_ (which adds 1e-6 to the norm):
 *
 *     g ← g c / max(‖all g‖, c)
 *
 * Where an element is infinite it becomes NaN and all others 0; a NaN anywhere makes all variables NaN; see
 * `skipIfNotFinite`. Default: `globalClipnorm` 1.
 * Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", arXiv:1211.5063.
 */
export const clipByGlobalNorm = defineWrapper({
  name: 'clipByGlobalNorm',
  reference: 'Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063',
  hyper: { globalClipnorm: number('(0, inf)', 1, { around: 100 }) },
  update({ grad: g, globalClipnorm: c }, inner) {
    const norm = g.globalNorm();
    return inner.step({ grad: g.mul(c.div(norm.maximum(c))) });
  },
});
