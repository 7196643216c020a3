import { integer, number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/** Steps after which an average with this decay has forgotten half, less one; 1e-8 as in the authors' code, for β = 0. */
const halfLife = (beta: number) => Math.log(0.5) / Math.log(beta + 1e-8) - 1;
const decayOf = (half: number) => 0.5 ** (1 / (half + 1));

/** AdEMAMix's β3 at a step: it grows from β1, linearly in the half-life. */
export function ademamixBeta3At(step: number, beta1: number, beta3: number, warmupSteps: number): number {
  if (step >= warmupSteps) return beta3;
  const s = step / warmupSteps;
  return decayOf((1 - s) * halfLife(beta1) + s * halfLife(beta3));
}

/**
 * AdEMAMix's beta3, the decay of the slow average: it grows from `beta1` to `beta3` over `warmupSteps` steps, such
 * that its half-life h grows linearly, and stays:
 *
 *     0.5^(1 / (h + 1)),  h = (1 - s) h(beta1) + s h(beta3),  s = step / warmupSteps,  h(b) = log(0.5) / log(b) - 1
 *
 * Defaults: `beta1` 0.9, `beta3` 0.9999. With `warmupSteps` 0 there is no warm-up; the paper recommends the length of
 * the training.
 * Pagliardini, Ablin and Grangier 2024, "The AdEMAMix Optimizer: Better, Faster, Older", arXiv:2409.03137, appendix A.1.
 */
export const ademamixBeta3 = defineSchedule(
  'ademamixBeta3',
  { warmupSteps: integer('[0, inf)'), beta1: number('[0, 1)', 0.9), beta3: number('[0, 1)', 0.9999) },
  ({ warmupSteps, beta1, beta3 }, t) => ademamixBeta3At(t + 1, beta1, beta3, warmupSteps),
);
