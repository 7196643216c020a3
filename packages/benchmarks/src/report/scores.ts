import { type Entry, lostRuns } from './entries.js';
import { measure } from './measure.js';
import { lowestObjective, type Sample, samplesOf } from './samples.js';
import { median, ranks } from './statistics.js';
import type { Task } from './tasks.js';
import { tiesIn } from './ties.js';

/** How one optimizer did on one task. */
export interface Score {
  readonly entry: Entry;
  /** One for each run. */
  readonly samples: readonly Sample[];
  /** Median over seeds of `measure` at the end; Infinity if most runs diverged. */
  readonly final: number;
  /** Whether `final` is as close to the minimum as float32 can tell. */
  readonly isAtMinimum: boolean;
  readonly rank: number;
  /** Whether none is better; ties all are. */
  readonly isBest: boolean;
  readonly diverged: number;
  readonly secondsPerStep: number;
}

/** Scores of a task's entries, in the order of the entries. */
export function scoresOf(task: Task): Score[] {
  const minimum = task.known?.minimum?.value;
  const lowest = minimum ?? lowestObjective(task);
  const samples = samplesOf(task, lowest);
  const finals = samples.map(medianFinal);
  const rank = ranks(finals, tiesIn(task));
  return task.entries.map((entry, index) => ({
    entry,
    samples: samples[index],
    final: finals[index],
    isAtMinimum: minimum !== undefined && finals[index] === measure(task, minimum),
    rank: rank[index],
    isBest: Number.isFinite(finals[index]) && rank.every((other) => rank[index] <= other),
    diverged: lostRuns(entry) / entry.runs.length,
    secondsPerStep: medianSeconds(samples[index]),
  }));
}

export const medianFinal = (samples: readonly Sample[]): number => median(samples.map(({ final }) => final));

export const medianSeconds = (samples: readonly Sample[]): number =>
  median(samples.map(({ secondsPerStep }) => secondsPerStep));
