import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../../candidates/optimizer-term.js';
import { plural } from '../../report/format.js';
import { mean } from '../../report/statistics.js';
import { machineFor } from '../../run/fit.js';
import { gradientCost } from '../../run/machine.js';
import type { Budget } from '../../study/budget.js';
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
  const { budget } = study;
  const seconds = (missing * (budget.seconds ?? (await secondsPerRun(study)))) / jobs;
  const guess =
    budget.seconds === undefined
      ? `guessed from ${plural(probedSteps, 'step')} of each problem and each optimizer`
      : `each run takes ${plural(budget.seconds, 'second')} of steps, and some more to look at its objective`;
  return [
    `${plural(all, 'run')}: ${plural(trials.length, 'trial')} and ${all - trials.length} that are judged; ${all - missing} stored, ${missing} to compute.`,
    `About ${formatElapsed(Math.ceil(seconds))} with ${plural(jobs, 'job')}: ${guess}.`,
  ].join('\n');
}

/**
 * Of a run of a study, on the average: from a few steps of every problem with the first optimizer, and of every optimizer
 * on the first problem, as if one factor were of the problem and the other of the optimizer.
 */
async function secondsPerRun(study: Study): Promise<number> {
  const { problems, optimizers } = study;
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
  const run = await runOne({ optimizer, problem, seed: 0, steps: probedSteps, backend }, { command: '', jobs: 1 });
  const elapsed = (performance.now() - start) / 1000;
  const { timing, curve } = run;
  const steps = timing.steps < probedSteps ? timing.steps : stepsWithin(budget, run); // some end by themselves
  const perStep = timing.otherSteps / Math.max(1, timing.steps - 1);
  const perLook = Math.max(0, elapsed - timing.firstStep - timing.otherSteps) / Math.max(1, curve.length);
  return perStep * steps + perLook * Math.min(looks, steps);
}

/** How many steps a budget is of an optimizer that goes on as it began: of gradients by what its steps have cost. */
export function stepsWithin(
  { steps, gradients }: Budget,
  { timing, spent }: Pick<RunRecord, 'timing' | 'spent'>,
): number {
  if (steps !== undefined) return steps;
  const last = (amounts: readonly number[] = []) => amounts.at(-1) ?? 0;
  const cost = { losses: last(spent?.losses), gradients: last(spent?.gradients), products: last(spent?.products) };
  const perStep = gradientCost(cost) / timing.steps || 1;
  return Math.ceil(gradients! / perStep);
}
