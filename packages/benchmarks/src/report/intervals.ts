import { type Overall, overallOf } from './overall.js';
import type { Sample } from './samples.js';
import { medianFinal, medianSeconds, type Score } from './scores.js';
import { samplesIn, scoreTable } from './standings.js';
import { bootstrap, type Interval, resamplesFor } from './statistics/bootstrap.js';
import { expectedRunningTime } from './statistics/effort.js';
import { tableTargets } from './targets.js';
import type { Task } from './tasks.js';

/** Intervals of what a table says of one optimizer on one task; none from a single run. */
export interface ScoreIntervals {
  readonly final: Interval;
  readonly secondsPerStep: Interval;
  /** By target of the tables. */
  readonly gradients: readonly Interval[];
  readonly seconds: readonly Interval[];
}

export type OverallIntervals = Readonly<Record<keyof Overall, Interval>>;

/** Of each optimizer on a task, by label. */
export function scoreIntervals(scores: readonly Score[], all: number): Map<string, ScoreIntervals> {
  const sure = scores.filter(({ samples }) => samples.length > 1);
  if (sure.length === 0) return new Map();
  const found = bootstrap((resample) => sure.flatMap(({ samples }) => figuresOf(resample(samples))), resamplesFor(all));
  const width = 2 + 2 * tableTargets.length;
  return new Map(
    sure.map(({ entry }, index) => {
      const [final, secondsPerStep, ...times] = found.slice(index * width, (index + 1) * width);
      const half = tableTargets.length;
      return [entry.label, { final, secondsPerStep, gradients: times.slice(0, half), seconds: times.slice(half) }];
    }),
  );
}

function figuresOf(samples: readonly Sample[]): number[] {
  const times = (['gradients', 'seconds'] as const).flatMap((unit) => {
    const efforts = samples.map((sample) => sample.efforts[unit]);
    return tableTargets.map((target) => expectedRunningTime(efforts, target));
  });
  return [medianFinal(samples), medianSeconds(samples), ...times];
}

/** Of each optimizer over all tasks, by label; none where every one ran once. */
export function overallIntervals(
  labels: readonly string[],
  tasks: readonly Task[],
  scores: readonly Score[][],
): Map<string, OverallIntervals> {
  if (scores.flat().every(({ samples }) => samples.length < 2)) return new Map();
  const samples = samplesIn(scoreTable(labels, scores));
  const found = bootstrap(
    (resample) => {
      const drawn = samples.map((row) => row.map((own) => own && resample(own)));
      return overallOf(tasks, drawn).flatMap(({ meanRank, area, profile }) => [meanRank, area, profile]);
    },
    resamplesFor(scores.flat().length * 10),
  );
  return new Map(
    labels.map((label, index) => {
      const [meanRank, area, profile] = found.slice(3 * index, 3 * index + 3);
      return [label, { meanRank, area, profile }];
    }),
  );
}
