import { defineObserver } from './observer.js';
import { number } from './options/index.js';

/**
 * Polyak's step size for gradient descent, from the loss f and its gradient g at the present point:
 *
 *     min( max(f - lowestLoss, 0) / (c ||g||^2), maxValue ),  0 where g is 0
 *
 * `observe({ loss, squaredGradientNorm })` before each step. Defaults: `lowestLoss` 0, `c` 1, `maxValue` 1, which it is
 * until the first observation. As optax's polyak_sgd.
 * Polyak 1969, "Minimization of Unsmooth Functionals"; stochastic: Loizou, Vaswani, Laradji and Lacoste-Julien 2021,
 * "Stochastic Polyak Step-size for SGD", arXiv:2002.10542, SPS_max.
 */
export const polyak = defineObserver('polyak', {
  options: {
    lowestLoss: number('(-inf, inf)', 0),
    c: number('(0, inf)', 1),
    maxValue: number('(0, inf)', 1),
  },
  observes: { loss: number('(-inf, inf)'), squaredGradientNorm: number('[0, inf)') },
  state: { value: number('[0, inf)') },
  start: ({ maxValue }) => ({ value: maxValue }),
  observe(_, { loss, squaredGradientNorm }, { lowestLoss, c, maxValue }) {
    if (squaredGradientNorm === 0) return { value: 0 };
    return { value: Math.min(Math.max(loss - lowestLoss, 0) / (c * squaredGradientNorm), maxValue) };
  },
  value: ({ value }) => value,
});
