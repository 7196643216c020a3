import { integer, number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/** AdEMAMix's alpha at a step: it grows linearly. */
export const ademamixAlphaAt = (step: number, alpha: number, warmupSteps: number): number =>
  step < warmupSteps ? (step / warmupSteps) * alpha : alpha;

/**
 * AdEMAMix's alpha, which weighs the slow average: it grows linearly over `warmupSteps` steps, and stays:
 *
 *     alpha * min(step / warmupSteps, 1)
 *
 * Default: `alpha` 5. With `warmupSteps` 0 there is no warm-up; the paper recommends the length of the training.
 * Pagliardini, Ablin and Grangier 2024, "The AdEMAMix Optimizer: Better, Faster, Older", arXiv:2409.03137.
 */
export const ademamixAlpha = defineSchedule(
  'ademamixAlpha',
  { warmupSteps: integer('[0, inf)'), alpha: number('[0, inf)', 5) },
  ({ warmupSteps, alpha }, t) => ademamixAlphaAt(t + 1, alpha, warmupSteps),
);
