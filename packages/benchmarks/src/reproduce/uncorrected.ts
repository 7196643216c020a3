import type { AnyRule } from '@optimizer-zoo/optimizers';
import { factoryOf, type RuleOptimizer } from '@optimizer-zoo/optimizers/float64';

/** A broken optimizer: the same without bias correction, as its factors 1 − βᵗ are taken at t = ∞. */
export function uncorrected({ rule, options }: RuleOptimizer): RuleOptimizer {
  const hostScalars: AnyRule['hostScalars'] = (settings, _, state) =>
    rule.hostScalars?.(settings, Number.POSITIVE_INFINITY, state) ?? {};
  return factoryOf({ ...rule, hostScalars } as never)(options as never);
}
