import { type Overall, overallOf } from './overall.js';
import type { Score } from './scores.js';
import { samplesIn, scoreTable } from './standings.js';
import { bootstrap, type Interval, resamplesFor } from './statistics/bootstrap.js';
import type { TaskFacts } from './task-facts.js';

export type OverallIntervals = Readonly<Record<keyof Overall, Interval>>;

/** Of each optimizer over all tasks, by label; none where every one ran once. */
export function overallIntervals(
  labels: readonly string[],
  tasks: readonly TaskFacts[],
  scores: readonly (readonly Score[])[],
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
