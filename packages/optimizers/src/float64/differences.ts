/** The cube root of the spacing of float64 numbers at 1: with such steps central differences are best. */
export const differenceStep = Math.cbrt(Number.EPSILON);

const forwardStep = Math.sqrt(Number.EPSILON);

/** Where a coordinate goes for a difference, and the weights of what is found there, to be divided by `width`. */
export interface Stencil {
  readonly at: readonly number[];
  readonly weights: readonly number[];
  readonly width: number;
}

/**
 * (f(x + h) − f(x − h)) / 2h, with h = ∛ε max(1, |x|) such that x + h and x − h differ from x by exactly. Beside a bound, three
 * points on the side with more room: (−3 f(x) + 4 f(x + h) − f(x + 2h)) / 2h. Nothing where there is no room at all.
 */
export function stencilOf(x: number, lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY): Stencil {
  const step = differenceStep * Math.max(1, Math.abs(x));
  const [above, below] = [x + step, x - step];
  if (above <= upper && below >= lower) return { at: [above, below], weights: [1, -1], width: above - below };
  const side = upper - x >= x - lower ? 1 : -1;
  const end = side > 0 ? upper : lower;
  const h = side * Math.min(step, Math.abs(end - x) / 2);
  if (h === 0) return { at: [], weights: [], width: 1 };
  const far = side > 0 ? Math.min(x + 2 * h, end) : Math.max(x + 2 * h, end);
  return { at: [x, x + h, far], weights: [-3, 4, -1], width: 2 * h };
}

/** (f(x + h) − f(x)) / h, with f(x) known and h = √ε max(1, |x|), on the side with more room if that leaves bounds. */
export function forwardStencil(x: number, lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY): Stencil {
  const h = forwardStep * Math.max(1, Math.abs(x));
  const side = x + h <= upper || upper - x >= x - lower ? 1 : -1;
  const there = Math.min(Math.max(x + side * h, lower), upper);
  return there === x ? { at: [], weights: [], width: 1 } : { at: [there], weights: [1], width: there - x };
}
