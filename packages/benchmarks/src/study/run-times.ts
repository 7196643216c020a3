import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { mean } from '../report/statistics.js';
import { machineFor } from '../run/fit.js';
import { gradientCost } from '../run/machine.js';
import type { Budget } from './budget.js';
import { canonicalJson } from './canonical-json.js';
import type { RunConfig } from './run-config.js';
import { runOne } from './run-one.js';
import type { RunRecord } from './run-record.js';
import type { Study } from './study.js';

export const probedSteps = 20;
/** About how often a long run looks at its objective. */
const looks = 110;

/** Seconds of a run of every problem with the first optimizer, and of every optimizer on the first problem. */
export interface RunTimes {
  readonly problems: readonly number[];
  readonly optimizers: readonly number[];
}

/** Guessed from a few steps of each; where the budget is in seconds, each takes these. */
export async function measureRunTimes(study: Study): Promise<RunTimes> {
  const { problems, optimizers, budget } = study;
  const { seconds } = budget;
  if (seconds !== undefined)
    return { problems: problems.map(() => seconds), optimizers: optimizers.map(() => seconds) };
  const times: { problems: number[]; optimizers: number[] } = { problems: [], optimizers: [] };
  for (const problem of problems) times.problems.push(await secondsOf(study, problem, optimizers[0]));
  for (const optimizer of optimizers) times.optimizers.push(await secondsOf(study, problems[0], optimizer));
  return times;
}

/** Of a run of the study, on the average, as if one factor were of the problem and the other of the optimizer. */
export const meanSeconds = ({ problems, optimizers }: RunTimes): number =>
  (mean(problems) * mean(optimizers)) / optimizers[0];

/**
 * Of each run of the study, roughly: what its problem takes, and what its optimizer takes. (A product would be off by far where
 * the first optimizer diverges at once on the first problem.) A setting takes what the optimizer takes that it is one of.
 */
export function secondsIn(study: Study, { problems, optimizers }: RunTimes): (config: RunConfig) => number {
  const ofProblems = new Map(study.problems.map((problem, index) => [canonicalJson(problem), problems[index]]));
  const ofOptimizers = new Map<string, number>();
  for (const [index, optimizer] of study.optimizers.entries()) {
    const name = namesIn(optimizer);
    ofOptimizers.set(name, Math.max(optimizers[index], ofOptimizers.get(name) ?? 0));
  }
  return ({ problem, optimizer }) =>
    (ofProblems.get(canonicalJson(problem)) ?? problems[0]) + (ofOptimizers.get(namesIn(optimizer)) ?? optimizers[0]);
}

/** `lookahead(adam)`, whatever the options. */
const namesIn = ({ name, of }: OptimizerConfig): string => (of ? `${name}(${namesIn(of)})` : name);

/** Of one run at the full budget: the less of two, as what is read and compiled, a worker has once. */
async function secondsOf(study: Study, problem: ProblemConfig, optimizer: OptimizerConfig): Promise<number> {
  const first = await probe(study, problem, optimizer);
  return Math.min(first, await probe(study, problem, optimizer));
}

async function probe(study: Study, problem: ProblemConfig, optimizer: OptimizerConfig): Promise<number> {
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
