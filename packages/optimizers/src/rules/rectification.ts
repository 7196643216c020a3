/**
 * RAdam's scalars. `rectified`: √( (1 − β2ᵗ) (ρ−4)(ρ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρ) ) / (1 − β1ᵗ) where the variance of the step
 * is tractable (ρ ≥ 5), else 0; `plain`: the factor of a step along the momentum alone, where it is not. ρ∞ = 2/(1−β2) − 1,
 * ρ = ρ∞ − 2 t β2ᵗ / (1 − β2ᵗ).
 */
export function rectification({ beta1, beta2 }: { beta1: number; beta2: number }, step: number) {
  const [correction1, correction2] = [1 - beta1 ** step, 1 - beta2 ** step];
  const limit = 2 / (1 - beta2) - 1;
  const rho = limit - (2 * step * beta2 ** step) / correction2;
  if (rho < 5) return { rectified: 0, plain: 1 / correction1 };
  const variance = ((rho - 4) / (limit - 4)) * ((rho - 2) / rho) * (limit / (limit - 2));
  return { rectified: Math.sqrt(correction2 * variance) / correction1, plain: 0 };
}
