import type { Asked } from '../cli/commands/repeat-command.js';
import type { RunRecord } from '../study/run-record.js';
import { type OverallIntervals, overallIntervals, type ScoreIntervals, scoreIntervals } from './intervals.js';
import { type Looks, looksOf } from './palette.js';
import { type Score, scoresOf } from './scores.js';
import { type Standing, standingsOf } from './standings.js';
import { optimizerLabels, type Task, tasksOf } from './tasks.js';

/** All that is known from the runs: what every form of a report draws on. */
export interface Findings {
  readonly runs: readonly RunRecord[];
  readonly tasks: readonly Task[];
  readonly looks: Looks;
  readonly scores: readonly Score[][];
  readonly standings: readonly Standing[];
  /** By label. */
  readonly overall: ReadonlyMap<string, OverallIntervals>;
  /** By task, and by label. */
  readonly intervals: readonly ReadonlyMap<string, ScoreIntervals>[];
}

/**
 * The order of the runs does not matter; of several with one id the last counts. `asked` says which optimizers the runs
 * are of; without it, the commands that made them do.
 */
export function findingsOf(records: readonly RunRecord[], asked?: Asked): Findings {
  const tasks = tasksOf([...new Map(records.map((run) => [run.id, run])).values()], asked);
  const labels = optimizerLabels(tasks);
  const scores = tasks.map(scoresOf);
  const all = scores.flat().length * 10;
  return {
    runs: tasks.flatMap(({ runs }) => runs),
    tasks,
    looks: looksOf(labels),
    scores,
    standings: standingsOf(labels, tasks, scores),
    overall: overallIntervals(labels, tasks, scores),
    intervals: scores.map((task) => scoreIntervals(task, all)),
  };
}
