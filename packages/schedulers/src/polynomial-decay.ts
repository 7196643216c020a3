import { between, progress } from './interpolation.js';
import { number, toggle } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * A power of the steps that are left, from `initialValue` to `endValue` over `decaySteps` steps, constant after that:
 *
 *     endValue + (initialValue - endValue) * (1 - min(t, T) / T)^power,  t = step - 1,  T = decaySteps
 *
 * With `cycle` it never ends: T is the first multiple of `decaySteps` that is not below t.
 * Defaults: `endValue` 0.0001, `power` 1, `cycle` false, as in Keras's PolynomialDecay; without `cycle` also optax's
 * polynomial_schedule.
 */
export const polynomialDecay = defineSchedule(
  'polynomialDecay',
  {
    initialValue: number('(-inf, inf)'),
    decaySteps: number('[1, inf)'),
    endValue: number('(-inf, inf)', 1e-4),
    power: number('(0, inf)', 1),
    cycle: toggle(false),
  },
  ({ initialValue, decaySteps, endValue, power, cycle }, t) => {
    const steps = cycle ? decaySteps * Math.max(1, Math.ceil(t / decaySteps)) : decaySteps;
    return between(endValue, initialValue, (1 - progress(t, steps)) ** power);
  },
);
