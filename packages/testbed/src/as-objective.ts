import type { Float64Objective, Writable } from './problem.js';

/** What every objective in float64 offers. */
export type SmoothObjective = Pick<Float64Objective, 'value' | 'gradient' | 'valueAndGradient'>;

/** An objective in the forms that are offered, made of its value and of both in one pass, the gradient written to `into`. */
export function asObjective(
  dimension: number,
  value: SmoothObjective['value'],
  evaluate: (point: ArrayLike<number>, into: Writable) => number,
): SmoothObjective {
  const zeros = () => new Array<number>(dimension).fill(0);
  return {
    value,
    gradient: ((point: ArrayLike<number>, into: Writable = zeros()) => {
      evaluate(point, into);
      return into;
    }) as SmoothObjective['gradient'],
    valueAndGradient: ((point: ArrayLike<number>, into: Writable = zeros()) => ({
      value: evaluate(point, into),
      gradient: into,
    })) as SmoothObjective['valueAndGradient'],
  };
}
