/** A damping, and by what it grows if the next step is rejected. */
export interface Damping {
  readonly damping: number;
  readonly growth: number;
}

/**
 * The damping that follows a step, by the ratio ρ of the decrease that came to that which the model promised:
 *
 *     ρ > 0:  damping · max(1/γ, 1 − (2ρ − 1)³), growth 2;   else damping · growth, growth · 2
 *
 * Nielsen 1999, "Damping Parameter in Marquardt's Method", where γ is 3.
 */
export const nielsenDamping = ({ damping, growth }: Damping, ratio: number, gamma: number): Damping =>
  ratio > 0
    ? { damping: damping * Math.max(1 / gamma, 1 - (2 * ratio - 1) ** 3), growth: 2 }
    : { damping: damping * growth, growth: 2 * growth };
