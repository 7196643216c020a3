import { between, interpolations, progress } from './interpolation.js';
import { choice, integer, number } from './options/index.js';
import { defineSchedule } from './schedule.js';

const shapes = { sqrt: Math.sqrt, ...interpolations };

/**
 * Up on a line to `maxValue`, level for as long as one likes to train, and down at the end:
 *
 *     initialValue + (maxValue - initialValue) * t / warmupSteps    during the first warmupSteps,  t = step - 1
 *     maxValue                                                      during the stableSteps after them
 *     maxValue + (endValue - maxValue) * d(p)                       where p of the decaySteps is over
 *     endValue                                                      after that
 *
 * `decay` says how: d(p) = sqrt(p) for 'sqrt', p for 'linear', (1 - cos(pi p)) / 2 for 'cosine'. Defaults:
 * `initialValue` 0, `endValue` 0, `decay` 'sqrt'.
 * Hu et al. 2024, "MiniCPM", arXiv:2404.06395; Hägele et al. 2024, "Scaling Laws and Compute-Optimal Training Beyond
 * Fixed Training Durations", arXiv:2405.18392, which found 'sqrt' to be best.
 */
export const warmupStableDecay = defineSchedule(
  'warmupStableDecay',
  {
    maxValue: number('(-inf, inf)'),
    warmupSteps: integer('[0, inf)'),
    stableSteps: integer('[0, inf)'),
    decaySteps: integer('(0, inf)'),
    initialValue: number('(-inf, inf)', 0),
    endValue: number('(-inf, inf)', 0),
    decay: choice('sqrt', 'linear', 'cosine'),
  },
  ({ maxValue, warmupSteps, stableSteps, decaySteps, initialValue, endValue, decay }, t) => {
    if (t < warmupSteps) return between(initialValue, maxValue, t / warmupSteps);
    const decayed = Math.max(0, t - warmupSteps - stableSteps);
    return between(maxValue, endValue, shapes[decay](progress(decayed, decaySteps)));
  },
);
