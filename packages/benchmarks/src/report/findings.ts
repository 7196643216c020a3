import type { Asked } from '../cli/commands/repeat-command.js';
import type { RunRecord } from '../study/run-record.js';
import { distinctRuns } from './distinct-runs.js';
import { type ScoreIntervals, scoreIntervals } from './intervals.js';
import { type JudgedScore, scoresOf } from './judged-scores.js';
import { type Overview, overviewOf } from './overview.js';
import { optimizerLabels, type Task, tasksOf } from './tasks.js';

/** All that is known from the runs: what every form of a report draws on. */
export interface Findings extends Overview {
  readonly runs: readonly RunRecord[];
  readonly tasks: readonly Task[];
  readonly scores: readonly (readonly JudgedScore[])[];
  /** By task, and by label. */
  readonly intervals: readonly ReadonlyMap<string, ScoreIntervals>[];
}

/**
 * The order of the runs does not matter; of several with one id the last counts. `asked` says which optimizers the runs
 * are of; without it, the commands that made them do.
 */
export function findingsOf(records: readonly RunRecord[], asked?: Asked): Findings {
  const tasks = tasksOf(distinctRuns(records), asked);
  return findingsFrom(tasks, tasks.map(scoresOf));
}

/** The findings of tasks whose entries are scored. */
export function findingsFrom(tasks: readonly Task[], scores: readonly (readonly JudgedScore[])[]): Findings {
  const all = scores.flat().length * 10;
  return {
    ...overviewOf(tasks, scores, optimizerLabels(tasks)),
    runs: tasks.flatMap(({ runs }) => runs),
    tasks,
    scores,
    intervals: scores.map((task) => scoreIntervals(task, all)),
  };
}
