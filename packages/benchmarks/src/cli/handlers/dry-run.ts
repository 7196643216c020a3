import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../../candidates/optimizer-term.js';
import { plural } from '../../report/format.js';
import { mean } from '../../report/statistics.js';
import { machineFor } from '../../run/fit.js';
import { runId } from '../../study/run-config.js';
import { runOne } from '../../study/run-one.js';
import type { RunRecord } from '../../study/run-record.js';
import { judgingRuns, runCount, type Study, trialRuns } from '../../study/study.js';
import { formatElapsed } from '../progress.js';

const probedSteps = 20;
/** About how often a long run looks at its objective. */
const looks = 110;

/** How many runs a study is, how many of these are stored, and about how long the others take. */
export async function dryRun(study: Study, jobs: number, stored: ReadonlyMap<string, RunRecord>): Promise<string> {
  const isStored = (run: { readonly id: string }) => (stored.get(run.id)?.status ?? 'failed') !== 'failed';
  const trials = trialRuns(study).map((config) => ({ id: runId(config) }));
  const left = trials.filter((run) => !isStored(run));
  const all = runCount(study);
  const judged = left.length > 0 ? [] : judgingRuns(study, stored).map((config) => ({ id: runId(config) }));
  const missing = left.length > 0 ? left.length + all - trials.length : judged.filter((run) => !isStored(run)).length;
  const seconds = (missing * (await secondsPerRun(study))) / jobs;
  return [
    `${plural(all, 'run')}: ${plural(trials.length, 'trial')} and ${all - trials.length} that are judged; ${all - missing} stored, ${missing} to compute.`,
    `About ${formatElapsed(Math.ceil(seconds))} with ${plural(jobs, 'job')}: guessed from ${plural(probedSteps, 'step')} of each problem and each optimizer.`,
  ].join('\n');
}

/**
 * Of a run of a study, on the average: from a few steps of every problem with the first optimizer, and of every optimizer
 * on the first problem, as if one factor were of the problem and the other of the optimizer.
 */
async function secondsPerRun(study: Study): Promise<number> {
  const { budget, problems, optimizers } = study;
  if (budget.seconds !== undefined) return budget.seconds;
  const ofProblems: number[] = [];
  for (const problem of problems) ofProblems.push(await secondsOf(study, problem, optimizers[0]));
  const ofOptimizers: number[] = [];
  for (const optimizer of optimizers) ofOptimizers.push(await secondsOf(study, problems[0], optimizer));
  return (mean(ofProblems) * mean(ofOptimizers)) / ofOptimizers[0];
}

/** Of one run at the full budget; what is compiled, a worker has once. */
async function secondsOf(study: Study, problem: ProblemConfig, optimizer: OptimizerConfig): Promise<number> {
  const { budget, machines } = study;
  const backend = machineFor(machines, { problem, optimizer });
  const start = performance.now();
  const { timing, curve } = await runOne(
    { optimizer, problem, seed: 0, steps: probedSteps, backend },
    { command: '', jobs: 1 },
  );
  const elapsed = (performance.now() - start) / 1000;
  const steps = budget.steps ?? budget.gradients!;
  const perStep = timing.otherSteps / Math.max(1, timing.steps - 1);
  const perLook = Math.max(0, elapsed - timing.firstStep - timing.otherSteps) / Math.max(1, curve.length);
  return perStep * steps + perLook * Math.min(looks, steps);
}
