import { integer, number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * The Transformer's: a linear warm-up, then down with the inverse square root of the step:
 *
 *     factor * modelSize^(-1/2) * min(step^(-1/2), step * warmupSteps^(-3/2))
 *
 * with its top, factor / sqrt(modelSize * warmupSteps), at step `warmupSteps`. Defaults: `warmupSteps` 4000, `factor` 1.
 * Vaswani et al. 2017, "Attention Is All You Need", arXiv:1706.03762, equation 3.
 */
export const noam = defineSchedule(
  'noam',
  { modelSize: integer('(0, inf)'), warmupSteps: integer('(0, inf)', 4000), factor: number('(0, inf)', 1) },
  ({ modelSize, warmupSteps, factor }, t) => {
    const step = t + 1;
    return factor * modelSize ** -0.5 * Math.min(step ** -0.5, step * warmupSteps ** -1.5);
  },
);
