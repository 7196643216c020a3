import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { bestRun } from './best-run.js';
import type { Budget } from './budget.js';
import { type RunConfig, runId } from './run-config.js';
import { finalObjective, type RunRecord } from './run-record.js';
import { searchOf } from './tuning.js';

/** Problems × optimizers × seeds, under one budget for all. */
export interface Study {
  readonly problems: readonly ProblemConfig[];
  readonly optimizers: readonly OptimizerConfig[];
  /** Number of seeds: 0, 1, … */
  readonly seeds: number;
  readonly budget: Budget;
  /** Step sizes tried for every optimizer on every problem. */
  readonly tune: number;
  readonly backend: string;
}

type Runs = ReadonlyMap<string, RunRecord>;

/** Where a study's runs are found, computed and watched. */
export interface StudyContext {
  readonly stored: Map<string, RunRecord>;
  /** Computes the runs, in any order, and hands over each as it is done. */
  compute(configs: readonly RunConfig[], onRun: (run: RunRecord) => void): Promise<void>;
  onReused(run: RunRecord): void;
}

/** The standard start of problems that have one; where step sizes are tried. */
export const firstSeed = 0;

/**
 * Runs what is not stored yet: step sizes on the first seed, one after the other, then the best one on the other seeds.
 * Returns all runs of the study. A failed run is tried again, as its cause may have gone; until it does not fail, nothing
 * follows from it, so that in the end every search has taken the same steps as if nothing had failed.
 */
export async function runStudy(study: Study, { stored, compute, onReused }: StudyContext): Promise<RunRecord[]> {
  const done = new Map<string, RunRecord>();
  const ensure = async (wanted: readonly RunConfig[]) => {
    const missing = new Map<string, RunConfig>();
    const shared: RunConfig[] = [];
    for (const config of wanted) {
      const run = finished(stored, config);
      if (run) onReused(run);
      else if (missing.has(runId(config))) shared.push(config);
      else missing.set(runId(config), config);
    }
    await compute([...missing.values()], (run) => stored.set(run.id, run));
    for (const config of shared) onReused(stored.get(runId(config))!);
    for (const config of wanted) done.set(runId(config), stored.get(runId(config))!);
  };
  for (let trial = 1; trial <= study.tune; trial++) await ensure(trialRuns(study, trial, done));
  await ensure(seedRuns(study, done));
  return [...done.values()];
}

/** Number of runs that a study asks for. */
export const runCount = ({ problems, optimizers, seeds, tune }: Study): number =>
  problems.length * optimizers.length * (tune + seeds - 1);

/** The n-th step size of every optimizer on every problem, on the first seed, at the full budget. */
const trialRuns = (study: Study, trial: number, done: Runs): RunConfig[] =>
  cells(study).flatMap((cell) => trials(study, cell, done).slice(trial - 1, trial));

/** The step size that ended lowest, on the other seeds, once all have been tried. */
const seedRuns = (study: Study, done: Runs): RunConfig[] =>
  cells(study).flatMap((cell) => {
    const tried = trials(study, cell, done).flatMap((config) => finished(done, config) ?? []);
    if (tried.length < study.tune) return [];
    const best = bestRun(tried).config;
    return Array.from({ length: study.seeds - 1 }, (_, index) => ({ ...best, seed: firstSeed + 1 + index }));
  });

/** The run, unless it is missing or has failed. */
function finished(runs: Runs, config: RunConfig): RunRecord | undefined {
  const run = runs.get(runId(config));
  return run?.status === 'failed' ? undefined : run;
}

type Cell = Pick<RunConfig, 'problem' | 'optimizer'>;

const cells = ({ problems, optimizers }: Study): Cell[] =>
  problems.flatMap((problem) => optimizers.map((optimizer) => ({ problem, optimizer })));

/** The trials of a cell as far as they follow from those that are done. */
function trials({ budget, backend, tune }: Study, { problem, optimizer }: Cell, done: Runs): RunConfig[] {
  const trial = (setting: OptimizerConfig) => ({ optimizer: setting, problem, seed: firstSeed, ...budget, backend });
  const endOf = (setting: OptimizerConfig) => {
    const run = finished(done, trial(setting));
    return run && finalObjective(run);
  };
  return searchOf(optimizer, tune, endOf).map(trial);
}
