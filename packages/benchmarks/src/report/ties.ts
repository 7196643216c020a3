import { formatNumber } from './format.js';
import { resolution } from './measure.js';
import type { TaskFacts } from './task-facts.js';

/** With how many digits finals are shown. What these cannot tell apart is a tie. */
export const finalDigits = 3;

/** By what share the finals of one algorithm differ that is computed in two ways: rounding grows along a run. */
const rounding = 1e-4;

/**
 * Finals tie where they read the same, and where nothing but rounding lies between them: else which of `adam` and
 * `tf.adam` comes first would be chance.
 */
export function tiesIn({ minimum = 0 }: Pick<TaskFacts, 'minimum'>) {
  return (final: number, tied: readonly number[]): boolean => {
    const lowest = tied[0];
    return readTheSame(final, tied.at(-1)!) || isRounding(final, lowest, minimum);
  };
}

/** Whether two finals, one of them lower, differ by rounding alone. */
const isRounding = (final: number, lowest: number, minimum = 0) =>
  final - lowest <= Math.max(rounding * Math.abs(lowest), resolution(minimum + lowest));

const readTheSame = (one: number, other: number) => formatNumber(one, finalDigits) === formatNumber(other, finalDigits);

/** Whether two finals of one optimizer on one problem are a tie; two that are not finite are. */
export const areEqual = (one: number, other: number): boolean =>
  Number.isFinite(one) === Number.isFinite(other) &&
  (readTheSame(one, other) || isRounding(Math.max(one, other), Math.min(one, other)));
