import { number } from '@optimizer-zoo/schedulers';
import { defineWrapper } from '../rule/wrapper.js';

/**
 * Scales the gradient of each variable down to the norm c = `clipnorm` where it is longer, as Keras's `clipnorm`:
 *
 *     g ← g c / max(‖g‖, c)
 *
 * Where an element is infinite it becomes NaN and the others 0; a NaN makes all of its variable NaN; see
 * `skipIfNotFinite`. Default: `clipnorm` 1.
 * Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", arXiv:1211.5063.
 */
export const clipByNorm = defineWrapper({
  name: 'clipByNorm',
  reference: 'Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063',
  hyper: { clipnorm: number('(0, inf)', 1, { around: 100 }) },
  update({ grad: g, clipnorm: c }, inner) {
    const norm = g.norm();
    return inner.step({ grad: g.mul(c.div(norm.maximum(c))) });
  },
});
