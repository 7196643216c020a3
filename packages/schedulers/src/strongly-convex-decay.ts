import { number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * The step size of SGD for functions that are strongly convex with constant mu, for an O(1/t) rate:
 *
 *     1 / (mu * step)
 *
 * The first steps can be far above 2 / L, where L is the largest curvature: `clamp` them to 1 / L.
 * Nemirovski, Juditsky, Lan and Shapiro 2009, "Robust Stochastic Approximation Approach to Stochastic Programming",
 * section 2.1; Shalev-Shwartz, Singer and Srebro 2007, "Pegasos".
 */
export const stronglyConvexDecay = defineSchedule(
  'stronglyConvexDecay',
  { mu: number('(0, inf)') },
  ({ mu }, t) => 1 / (mu * (t + 1)),
);
