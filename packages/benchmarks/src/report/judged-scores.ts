import type { Entry } from './entries.js';
import { lowestObjective, type RunSample, samplesOf } from './samples.js';
import { medianSeconds, type Score, scored } from './scores.js';
import type { Task } from './tasks.js';

/** A score, with the runs behind it. */
export interface JudgedScore extends Score {
  readonly entry: Entry;
  readonly samples: readonly RunSample[];
  readonly secondsPerStep: number;
}

/** Scores of a task's entries, in the order of the entries. */
export function scoresOf(task: Task): JudgedScore[] {
  const samples = samplesOf(task, task.minimum ?? lowestObjective(task));
  const results = task.entries.map((entry, index) => ({
    label: entry.label,
    entry,
    samples: samples[index],
    failures: entry.failures,
    secondsPerStep: medianSeconds(samples[index]),
  }));
  return scored(task, results);
}
