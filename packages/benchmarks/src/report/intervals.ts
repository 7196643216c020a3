import type { JudgedScore } from './judged-scores.js';
import type { RunSample } from './samples.js';
import { medianFinal, medianSeconds } from './scores.js';
import { bootstrap, type Interval, resamplesFor } from './statistics/bootstrap.js';
import { expectedRunningTime } from './statistics/effort.js';
import { tableTargets } from './targets.js';

/** Intervals of what a table says of one optimizer on one task; none from a single run. */
export interface ScoreIntervals {
  readonly final: Interval;
  readonly secondsPerStep: Interval;
  /** By target of the tables. */
  readonly gradients: readonly Interval[];
  readonly seconds: readonly Interval[];
}

/** Of each optimizer on a task, by label. */
export function scoreIntervals(scores: readonly JudgedScore[], all: number): Map<string, ScoreIntervals> {
  const sure = scores.filter(({ samples }) => samples.length > 1);
  if (sure.length === 0) return new Map();
  const found = bootstrap((resample) => sure.flatMap(({ samples }) => figuresOf(resample(samples))), resamplesFor(all));
  const width = 2 + 2 * tableTargets.length;
  return new Map(
    sure.map(({ label }, index) => {
      const [final, secondsPerStep, ...times] = found.slice(index * width, (index + 1) * width);
      const half = tableTargets.length;
      return [label, { final, secondsPerStep, gradients: times.slice(0, half), seconds: times.slice(half) }];
    }),
  );
}

function figuresOf(samples: readonly RunSample[]): number[] {
  const times = (['gradients', 'seconds'] as const).flatMap((unit) => {
    const efforts = samples.map((sample) => sample.efforts[unit]);
    return tableTargets.map((target) => expectedRunningTime(efforts, target));
  });
  return [medianFinal(samples), medianSeconds(samples), ...times];
}
