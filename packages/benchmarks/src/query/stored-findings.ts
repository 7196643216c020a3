import { InputError } from '../cli/input-error.js';
import { type Findings, findingsFrom } from '../report/findings.js';
import { type JudgedScore, scoresOf } from '../report/judged-scores.js';
import { compareTasks, type Task, tasksOf } from '../report/tasks.js';
import { codeVersion } from '../study/code-version.js';
import type { RunRecord } from '../study/run-record.js';
import { withDuckDB } from './open-duckdb.js';
import { foldersOf, runsFrom, type Sources } from './runs-table.js';
import { contentsOf, storedRuns } from './stored-runs.js';

/** What a report's tables are made of, and of which version the runs are. */
export interface StoredFindings {
  readonly findings: Findings;
  readonly version: string;
  /** The other versions of which there are runs. */
  readonly others: readonly string[];
}

/**
 * The findings of as many runs as there are, problem by problem: of each problem the runs are read, scored as ever, and
 * forgotten.
 */
export const storedFindings = (sources: Sources): Promise<StoredFindings> =>
  withDuckDB(foldersOf(sources), async (connection) => {
    const table = runsFrom(sources);
    const { versions, problemsOf } = await contentsOf(connection, table);
    if (versions.length === 0) throw new InputError('There is no usable run.');
    const version = versions.includes(codeVersion()) ? codeVersion() : versions.at(-1)!;
    const scored: { task: Task; scores: readonly JudgedScore[] }[] = [];
    for (const problem of problemsOf(version)) {
      for (const task of tasksOf(await storedRuns(connection, table, version, problem))) scored.push(light(task));
    }
    scored.sort((a, b) => compareTasks(a.task, b.task));
    const findings = findingsFrom(
      scored.map(({ task }) => task),
      scored.map(({ scores }) => scores),
    );
    return { findings, version, others: versions.filter((one) => one !== version) };
  });

/** The scores of a task, and the task without curves. */
function light(task: Task): { task: Task; scores: readonly JudgedScore[] } {
  const entries = new Map(
    task.entries.map((entry) => [
      entry,
      {
        ...entry,
        runs: entry.runs.map(bare),
        trials: entry.trials.map(({ setting, run }) => ({ setting, run: bare(run) })),
      },
    ]),
  );
  const scores = scoresOf(task).map((score) => ({ ...score, entry: entries.get(score.entry)! }));
  return { task: { ...task, runs: [], entries: [...entries.values()] }, scores };
}

const bare = ({ id, status, reason, config, timing, environment, study }: RunRecord): RunRecord => ({
  id,
  status,
  ...(reason !== undefined && { reason }),
  config,
  timing,
  environment,
  study,
  curve: [],
});
