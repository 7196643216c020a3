import { computed } from '../rule/host-scalars.js';

/**
 * RAdam's scalars. `rectified`: √( (1 − β2ᵗ) (ρ−4)(ρ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρ) ) / (1 − β1ᵗ) where the variance of the step
 * is tractable (ρ ≥ 5), else 0; `plain`: the factor of a step along the momentum alone, where it is not. ρ∞ = 2/(1−β2) − 1,
 * ρ = ρ∞ − 2 t β2ᵗ / (1 − β2ᵗ).
 */
export function rectification({ beta1, beta2 }: { beta1: number; beta2: number }, step: number) {
  const tractable = computed([beta2, step], tractability);
  return {
    rectified: computed([tractable, beta1, step], (root, decay, t) => root / (1 - decay ** t)),
    plain: computed([tractable, beta1, step], (root, decay, t) => (root > 0 ? 0 : 1 / (1 - decay ** t))),
  };
}

/** The root above, or 0. */
function tractability(beta2: number, step: number): number {
  const correction2 = 1 - beta2 ** step;
  const limit = 2 / (1 - beta2) - 1;
  const rho = limit - (2 * step * beta2 ** step) / correction2;
  if (rho < 5) return 0;
  const variance = ((rho - 4) / (limit - 4)) * ((rho - 2) / rho) * (limit / (limit - 2));
  return Math.sqrt(correction2 * variance);
}
