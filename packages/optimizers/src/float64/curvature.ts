import { callback, type GivenOptions, optional, readOptions } from '@optimizer-zoo/schedulers';
import { hutchinsonOptions } from '../gradients/hutchinson-options.js';
import type { SourceConfig } from '../rule/rule.js';
import type { Evaluator } from './objective.js';
import { type Float64RandomSource, seeded } from './random.js';

/** How the diagonal of the Hessian is measured. */
export interface Curvature {
  /** Whether it is at this step. */
  isMeasured(step: number): boolean;
  measure(step: number, at: { readonly x: Float64Array; readonly evaluator: Evaluator }, into: Float64Array): void;
}

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
 * gradient source of the same name; `averaging` other than 'none' takes absolute values, as a vector has no axis to average over.
 * Hutchinson 1989, "A Stochastic Estimator of the Trace of the Influence Matrix for Laplacian Smoothing Splines".
 */
export function hutchinson(given: HutchinsonOptions = {}): Curvature {
  const settings = readOptions('hutchinson', options, given);
  const { every, samples, initialSamples = samples, distribution, averaging, seed } = settings;
  const { random = seeded(seed) } = settings;
  return {
    isMeasured: (step) => (step - 1) % every === 0,
    measure(step, { x, evaluator }, into) {
      const count = step === 1 ? initialSamples : samples;
      const draws = random(step);
      const product = new Float64Array(x.length);
      into.fill(0);
      for (let s = 0; s < count; s++) {
        const z = draws[distribution](x.length);
        evaluator.hvp(x, z, product);
        for (let i = 0; i < x.length; i++) into[i] += (product[i] * z[i]) / count;
      }
      if (averaging !== 'none') for (let i = 0; i < x.length; i++) into[i] = Math.abs(into[i]);
    },
  };
}

/** What the objective says itself. */
const asGiven: Curvature = {
  isMeasured: () => true,
  measure: (_, { x, evaluator }, into) => evaluator.hessianDiagonal(x, into),
};

/** How a rule that needs it has it measured: as an option says, by the objective, or as the rule does. */
export function curvatureOf(
  owner: string,
  { given, measuredBy, seed }: { given?: Curvature; measuredBy?: SourceConfig; seed: number },
  evaluator: Evaluator,
): Curvature {
  if (given) return given;
  if (evaluator.has('hessianDiagonal')) return asGiven;
  if (measuredBy?.source === 'hutchinson') return hutchinson({ seed, ...measuredBy.options } as HutchinsonOptions);
  throw new Error(`${owner} needs the diagonal of the Hessian: give hessianDiagonal beside the gradient.`);
}
