import type { Reduction } from '../rule/value.js';

/** A reduction in float64: what is taken of an element, how partial results are put together, what each starts from. */
interface Fold {
  readonly name: 'sum' | 'sumOfSquares' | 'max';
  readonly start: number;
  readonly combine: (a: number, b: number) => number;
  readonly of: (element: number) => number;
}

const itself = (x: number) => x;
const add = (a: number, b: number) => a + b;
const sum: Fold = { name: 'sum', start: 0, combine: add, of: itself };
const sumOfSquares: Fold = { name: 'sumOfSquares', start: 0, combine: add, of: (x) => x * x };
const max: Fold = { name: 'max', start: Number.NEGATIVE_INFINITY, combine: Math.max, of: itself };
export const folds: Readonly<Record<Reduction, Fold>> = {
  sum,
  globalSum: sum,
  sumOfSquares,
  globalSumOfSquares: sumOfSquares,
  max,
};

export const isReduction = (operation: string): operation is Reduction => Object.hasOwn(folds, operation);

/** Whether a reduction is over all variables of the step; such are sums. */
export const isGlobal = (operation: string): boolean => operation === 'globalSum' || operation === 'globalSumOfSquares';

/** Puts together what `foldInFloat64` describes. */
export const combineLanes = ({ combine }: Fold, [a, b, c, d, rest]: readonly number[]) =>
  combine(combine(combine(a, b), combine(c, d)), rest);

/**
 * The reduction that every host kernel takes, to the last bit: four interleaved float64 lanes over the full groups of four,
 * combined in pairs, then the one of what is left over.
 */
export function foldInFloat64(fold: Fold, values: ArrayLike<number>): number {
  const { start, combine, of } = fold;
  const lanes = [start, start, start, start, start];
  const full = values.length - (values.length % 4);
  for (let i = 0; i < values.length; i++) {
    const lane = i < full ? i & 3 : 4;
    lanes[lane] = combine(lanes[lane], of(values[i]));
  }
  return combineLanes(fold, lanes);
}
