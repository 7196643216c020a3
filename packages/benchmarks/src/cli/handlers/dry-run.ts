import { plural } from '../../report/format.js';
import { runId } from '../../study/run-config.js';
import type { RunRecord } from '../../study/run-record.js';
import { meanSeconds, measureRunTimes, probedSteps } from '../../study/run-times.js';
import { judgingRuns, runCount, type Study, trialRuns } from '../../study/study.js';
import { formatElapsed } from '../progress.js';

/** How many runs a study is, how many of these are stored, and about how long the others take. */
export async function dryRun(study: Study, jobs: number, stored: ReadonlyMap<string, RunRecord>): Promise<string> {
  const isStored = (run: { readonly id: string }) => (stored.get(run.id)?.status ?? 'failed') !== 'failed';
  const trials = trialRuns(study).map((config) => ({ id: runId(config) }));
  const left = trials.filter((run) => !isStored(run));
  const all = runCount(study);
  const judged = left.length > 0 ? [] : judgingRuns(study, stored).map((config) => ({ id: runId(config) }));
  const missing = left.length > 0 ? left.length + all - trials.length : judged.filter((run) => !isStored(run)).length;
  const { budget } = study;
  const seconds = (missing * meanSeconds(await measureRunTimes(study))) / jobs;
  const guess =
    budget.seconds === undefined
      ? `guessed from ${plural(probedSteps, 'step')} of each problem and each optimizer`
      : `each run takes ${plural(budget.seconds, 'second')} of steps, and some more to look at its objective`;
  return [
    `${plural(all, 'run')}: ${plural(trials.length, 'trial')} and ${all - trials.length} that are judged; ${all - missing} stored, ${missing} to compute.`,
    `About ${formatElapsed(Math.ceil(seconds))} with ${plural(jobs, 'job')}: ${guess}.`,
  ].join('\n');
}
