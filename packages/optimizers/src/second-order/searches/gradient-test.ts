/** f and |∇f|² at a point. */
export interface Measured {
  readonly value: number;
  readonly square: number;
}

/** Whether the loss falls enough for the gradient that is left: f(x) − f(x⁺) ≥ |g(x⁺)|² / (8 λ). */
export const passesGradientTest = (before: number, there: Measured, damping: number): boolean =>
  before - there.value >= there.square / (8 * damping);
