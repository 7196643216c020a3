import type { ProblemConfig } from '@optimizer-zoo/testbed';
import { bestRun } from './best-run.js';
import { findCandidate } from './candidates.js';
import type { OptimizerConfig } from './optimizer-spec.js';
import { type RunConfig, runId } from './run-config.js';
import { finalObjective, type RunRecord } from './run-record.js';
import { nextTrial, type Trial } from './step-size-search.js';

/** Problems × optimizers × seeds, under one budget for all. */
export interface Study {
  readonly problems: readonly ProblemConfig[];
  readonly optimizers: readonly OptimizerConfig[];
  /** Number of seeds: 0, 1, … */
  readonly seeds: number;
  readonly steps: number;
  /** Step sizes tried for every optimizer on every problem. */
  readonly tune: number;
  readonly backend: string;
}

type Runs = ReadonlyMap<string, RunRecord>;

/** Where a study's runs are found, computed and watched. */
export interface Laboratory {
  readonly stored: Map<string, RunRecord>;
  /** Computes the runs, in any order, and hands over each as it is done. */
  compute(configs: readonly RunConfig[], onRun: (run: RunRecord) => void): Promise<void>;
  onReused(run: RunRecord): void;
}

/** The standard start of problems that have one. */
const firstSeed = 0;

/**
 * Runs what is not stored yet: step sizes on the first seed, one after the other, then the best one on the other seeds.
 * Returns all runs of the study. A failed run is tried again, as its cause may have gone.
 */
export async function runStudy(study: Study, { stored, compute, onReused }: Laboratory): Promise<RunRecord[]> {
  const done = new Map<string, RunRecord>();
  const ensure = async (wanted: readonly RunConfig[]) => {
    const missing: RunConfig[] = [];
    for (const config of wanted) {
      const run = stored.get(runId(config));
      if (run && run.status !== 'failed') onReused(run);
      else missing.push(config);
    }
    await compute(missing, (run) => stored.set(run.id, run));
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
  cells(study).map((cell) => trials(study, cell, trial, done)[trial - 1]);

/** The step size that ended lowest, on the other seeds. */
const seedRuns = (study: Study, done: Runs): RunConfig[] =>
  cells(study).flatMap((cell) => {
    const tried = trials(study, cell, study.tune, done);
    const best = bestRun(tried.map((config) => done.get(runId(config))!)).config;
    return Array.from({ length: study.seeds - 1 }, (_, index) => ({ ...best, seed: firstSeed + 1 + index }));
  });

type Cell = Pick<RunConfig, 'problem' | 'optimizer'>;

const cells = ({ problems, optimizers }: Study): Cell[] =>
  problems.flatMap((problem) => optimizers.map((optimizer) => ({ problem, optimizer })));

/** The first `count` trials of a cell. Each follows from how those before it ended. */
function trials({ steps, backend }: Study, { problem, optimizer: { name, options } }: Cell, count: number, done: Runs) {
  const { stepSize, defaultStepSize } = findCandidate(name);
  const center = Number(options[stepSize] ?? defaultStepSize);
  const configs: RunConfig[] = [];
  const tried: Trial[] = [];
  while (configs.length < count) {
    const decades = nextTrial(tried);
    const value = Number((center * 10 ** decades).toPrecision(6));
    const optimizer = { name, options: { ...options, [stepSize]: value } };
    const config = { optimizer, problem, seed: firstSeed, steps, backend };
    const run = done.get(runId(config));
    configs.push(config);
    tried.push({ decades, end: run ? finalObjective(run) : Number.POSITIVE_INFINITY });
  }
  return configs;
}
