import { callback, type GivenOptions, optional, readOptions } from '@optimizer-zoo/schedulers';
import { hutchinsonOptions } from '../gradients/hutchinson-options.js';
import { hvp } from './hvp.js';
import type { Curvature } from './optimizer.js';
import { type Float64RandomSource, seeded } from './random.js';

const options = {
  ...hutchinsonOptions,
  random: optional(callback<Float64RandomSource>('from the step to random numbers')),
};
export type HutchinsonOptions = GivenOptions<typeof options>;

/**
 * Hutchinson's estimate of the diagonal of the Hessian, every k steps from the first on, for `adahessian`, `oasis` and
 * `sophiaH`:
 *
 *     diag ∇²f ≈ 1/s Σ z ⊙ ∇²f z,   z = ±1 each, or z ~ N(0, I)
 *
 * with products by the objective's `hvp`, or else by differences of its gradients. Options and defaults are those of the
 * gradient source of the same name, but for `seed`, which is the run's; `averaging` other than 'none' takes absolute values, as a vector has no axis to average over.
 * Hutchinson 1989, "A Stochastic Estimator of the Trace of the Influence Matrix for Laplacian Smoothing Splines".
 */
export function hutchinson(given: HutchinsonOptions = {}): Curvature {
  const settings = readOptions('hutchinson', options, given);
  const { every, samples, initialSamples = samples, distribution, averaging, seed } = settings;
  return {
    isMeasured: (step) => (step - 1) % every === 0,
    measure(step, { x, evaluator, seed: ofRun }, into) {
      const { random = seeded(seed ?? ofRun) } = settings;
      const count = step === 1 ? initialSamples : samples;
      const draws = random(step);
      const product = new Float64Array(x.length);
      into.fill(0);
      for (let s = 0; s < count; s++) {
        const z = draws[distribution](x.length);
        hvp(evaluator, x, z, product);
        for (let i = 0; i < x.length; i++) into[i] += (product[i] * z[i]) / count;
      }
      if (averaging !== 'none') for (let i = 0; i < x.length; i++) into[i] = Math.abs(into[i]);
    },
  };
}
