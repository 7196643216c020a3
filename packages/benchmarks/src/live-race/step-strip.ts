import { findCandidate } from '../candidates/candidates.js';
import { innermost } from '../candidates/optimizer-term.js';
import type { Term } from '../candidates/term.js';
import { breathe } from '../run/breathe.js';
import { type Dimension, withOption } from '../study/dimension.js';
import { finalObjective, type RunRecord } from '../study/run-record.js';
import { dimensionsOf } from './catalogue.js';
import type { Race } from './race.js';
import { runTrack } from './track.js';

/** Where an optimizer ends with each of many step sizes, all else as it is. */
export interface StepStrip {
  /** What is varied. */
  readonly dimension: Dimension;
  readonly stepSizes: readonly number[];
  /** Infinity where it diverged. */
  readonly ends: readonly number[];
}

/** Four to a decade, from a ten-thousandth of the default to a thousand times it. */
const stepSizesOf = ({ default: byDefault }: Dimension): number[] =>
  Array.from({ length: 29 }, (_, index) => Number((byDefault * 10 ** (index / 4 - 4)).toPrecision(3)));

/** Which option is the step size, if sliders vary it. */
export function stepDimension(setting: Term): Dimension | undefined {
  const { name } = innermost(setting);
  const { stepSize } = findCandidate(name);
  return dimensionsOf(setting).find(({ owner, option }) => owner === name && option === stepSize);
}

/** Runs them all and hands over each optimizer as it is done; what has no such option is left out. */
export async function runStrips(
  { problem, seed, steps }: Race,
  settings: readonly Term[],
  onStrip: (index: number, strip: StepStrip) => void,
  isWanted: () => boolean,
): Promise<void> {
  for (const [index, setting] of settings.entries()) {
    const dimension = stepDimension(setting);
    if (!dimension) continue;
    const ends: number[] = [];
    for (const stepSize of stepSizesOf(dimension)) {
      const optimizer = withOption(setting, dimension.path, dimension.option, stepSize);
      const { outcome } = await runTrack({ optimizer, problem, seed, steps }, isWanted);
      await breathe();
      if (!isWanted()) return;
      ends.push(finalObjective(outcome as RunRecord));
    }
    onStrip(index, { dimension, stepSizes: stepSizesOf(dimension), ends });
  }
}
