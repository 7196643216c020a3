import type { RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import { altered } from './altered.js';

/** A broken optimizer: the same without bias correction, as its factors 1 − βᵗ are taken at t = ∞. */
export const uncorrected = (optimizer: RuleOptimizer): RuleOptimizer =>
  altered(optimizer, {
    hostScalars: (settings, _, state) => optimizer.rule.hostScalars?.(settings, Number.POSITIVE_INFINITY, state) ?? {},
  });
