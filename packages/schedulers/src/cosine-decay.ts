import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Half a cosine from `initialValue` down to `alpha * initialValue` over `decaySteps` steps, and constant after that:
 *
 *     initialValue * (alpha + (1 - alpha) * (1 + cos(pi * min(t, decaySteps) / decaySteps)) / 2),  t = step - 1
 *
 * Default: `alpha` 0. As Keras's CosineDecay and optax's cosine_decay_schedule.
 * Loshchilov and Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", arXiv:1608.03983 (one cycle).
 */
export const cosineDecay = defineSchedule(
  'cosineDecay',
  { initialValue: number('(-inf, inf)'), decaySteps: number('(0, inf)'), alpha: number('[0, 1]', 0) },
  ({ initialValue, decaySteps, alpha }, t) => {
    const cosine = (1 + Math.cos((Math.PI * Math.min(t, decaySteps)) / decaySteps)) / 2;
    return initialValue * (alpha + (1 - alpha) * cosine);
  },
);
