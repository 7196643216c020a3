import { measure } from './measure.js';
import type { Sample } from './sample.js';
import { median, ranks, share } from './statistics.js';
import type { TaskFacts } from './task-facts.js';
import { tiesIn } from './ties.js';

/** The runs of one optimizer on one task. */
export interface Result {
  readonly label: string;
  /** One for each run. */
  readonly samples: readonly Sample[];
  /** How many runs failed: these tell nothing of the optimizer. */
  readonly failures: number;
}

/** How one optimizer did on one task. */
export interface Score extends Result {
  /** Median over seeds of `measure` at the end; Infinity if most runs diverged. */
  readonly final: number;
  /** Whether `final` is as close to the minimum as float32 can tell. */
  readonly isAtMinimum: boolean;
  readonly rank: number;
  /** Whether none is better; ties all are. */
  readonly isBest: boolean;
  readonly diverged: number;
}

/** Scores of those that ran on a task, in their order. */
export function scored<Each extends Result>(
  task: Pick<TaskFacts, 'minimum'>,
  results: readonly Each[],
): (Each & Score)[] {
  const { minimum } = task;
  const finals = results.map(({ samples }) => medianFinal(samples));
  const rank = ranks(finals, tiesIn(task));
  return results.map((result, index) => ({
    ...result,
    final: finals[index],
    isAtMinimum: minimum !== undefined && finals[index] === measure(task, minimum),
    rank: rank[index],
    isBest: Number.isFinite(finals[index]) && rank.every((other) => rank[index] <= other),
    diverged: share(result.samples, ({ isLost }) => isLost),
  }));
}

export const medianFinal = (samples: readonly Sample[]): number => median(samples.map(({ final }) => final));

export const medianSeconds = (samples: readonly Sample[]): number =>
  median(samples.map(({ secondsPerStep }) => secondsPerStep));
