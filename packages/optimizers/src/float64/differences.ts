/** The cube root of the spacing of float64 numbers at 1: with such steps central differences are best. */
export const differenceStep = Math.cbrt(Number.EPSILON);

/** Where a coordinate goes for a difference, and the weights of what is found there, to be divided by `width`. */
export interface Stencil {
  readonly at: readonly number[];
  readonly weights: readonly number[];
  readonly width: number;
}

/** (f(x + h) − f(x − h)) / 2h, with h = ∛ε max(1, |x|) such that x + h and x − h differ from x by exactly. */
export function central(x: number): Stencil {
  const step = differenceStep * Math.max(1, Math.abs(x));
  const [above, below] = [x + step, x - step];
  return { at: [above, below], weights: [1, -1], width: above - below };
}
