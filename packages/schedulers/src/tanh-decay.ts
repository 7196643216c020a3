import { between, progress } from './interpolation.js';
import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Down along a hyperbolic tangent between its arguments `lower` and `upper`, and constant after that:
 *
 *     endValue + (initialValue - endValue) * (1 - tanh(lower + (upper - lower) * p)) / 2,
 *     p = min(t, decaySteps) / decaySteps,  t = step - 1
 *
 * It begins and ends near, not at, the two values: with the defaults at 0.999994 and 0.0025 of the way. Defaults:
 * `endValue` 0, `lower` -6, `upper` 3.
 * Hsueh, Li and Wu 2019, "Stochastic Gradient Descent with Hyperbolic-Tangent Decay on Classification",
 * arXiv:1806.01593.
 */
export const tanhDecay = defineSchedule(
  'tanhDecay',
  {
    initialValue: number('(-inf, inf)'),
    decaySteps: number('[1, inf)'),
    endValue: number('(-inf, inf)', 0),
    lower: number('(-inf, inf)', -6),
    upper: number('(-inf, inf)', 3),
  },
  ({ initialValue, decaySteps, endValue, lower, upper }, t) => {
    const argument = between(lower, upper, progress(t, decaySteps));
    return between(endValue, initialValue, (1 - Math.tanh(argument)) / 2);
  },
  ({ lower, upper }) => (lower < upper ? undefined : `lower is ${lower}, but must be below upper, ${upper}`),
);
