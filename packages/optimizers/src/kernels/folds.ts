import type { Reduction } from '../value.js';

/** How partial results of a reduction are put together, in float64, and what each starts from. */
interface Fold {
  readonly start: number;
  readonly combine: (a: number, b: number) => number;
}

const sum: Fold = { start: 0, combine: (a, b) => a + b };
const max: Fold = { start: Number.NEGATIVE_INFINITY, combine: Math.max };
export const folds: Readonly<Record<Reduction, Fold>> = { sum, globalSum: sum, max };

export const isReduction = (operation: string): operation is Reduction => Object.hasOwn(folds, operation);

/** Puts together what `foldInFloat64` describes. */
export const combineLanes = ({ combine }: Fold, [a, b, c, d, rest]: readonly number[]) =>
  combine(combine(combine(a, b), combine(c, d)), rest);

/**
 * The reduction that every host kernel takes, to the last bit: four interleaved float64 lanes over the full groups of four,
 * combined in pairs, then the one of what is left over.
 */
export function foldInFloat64(fold: Fold, values: ArrayLike<number>): number {
  const { start, combine } = fold;
  const lanes = [start, start, start, start, start];
  const full = values.length - (values.length % 4);
  for (let i = 0; i < values.length; i++) {
    const lane = i < full ? i & 3 : 4;
    lanes[lane] = combine(lanes[lane], values[i]);
  }
  return combineLanes(fold, lanes);
}
