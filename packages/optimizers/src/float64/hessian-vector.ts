import { callback, type GivenOptions, integer, number, optional, readOptions } from '@optimizer-zoo/schedulers';
import { hvp } from './hvp.js';
import type { Products } from './optimizer.js';
import { type Float64RandomSource, seeded } from './random.js';

const options = {
  probability: number('[0, 1]', 1),
  seed: optional(integer('[0, inf)')),
  random: optional(callback<Float64RandomSource>('from the step to random numbers')),
};
export type HessianVectorOptions = GivenOptions<typeof options>;

/**
 * A probe v ~ N(0, I) and ∇²f v, for `psgdKronNewton`, `psgdDense`, `psgdLraNewton` and `psgdXmatNewton`: at step 1 and, with
 * `probability` (1), at each step after it. The product is the objective's `hvp`, or else a difference of its gradients.
 * `seed` is the run's unless given, `random` another source of random numbers, of which one normal array is drawn for each
 * variable, after a uniform number if the probability is below 1.
 * Pearlmutter 1994, "Fast Exact Multiplication by the Hessian".
 */
export function hessianVector(given: HessianVectorOptions = {}): Products {
  const { probability, seed, random } = readOptions('hessianVector', options, given);
  const drawsOf = (step: number, ofRun: number) => (random ?? seeded(seed ?? ofRun))(step);
  return {
    isMeasured: (step, ofRun) => step === 1 || probability === 1 || drawsOf(step, ofRun).uniform() < probability,
    measure(step, { x, evaluator, seed: ofRun, variables }, probe, product) {
      const draws = drawsOf(step, ofRun);
      if (probability < 1) draws.uniform();
      for (const { start, size } of variables) probe.set(draws.normal(size), start);
      hvp(evaluator, x, probe, product);
    },
  };
}
