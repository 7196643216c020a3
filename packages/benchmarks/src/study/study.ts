import type { ProblemConfig } from '@optimizer-zoo/testbed';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { machineFor, misfitOn } from '../run/fit.js';
import type { InstrumentName } from '../run/instrument-names.js';
import type { Budget } from './budget.js';
import { type RunConfig, runId } from './run-config.js';
import type { RunRecord } from './run-record.js';
import { trialSettings } from './search-space.js';
import { bestTrial, tuningSeed } from './tuning.js';

/** Problems × optimizers × seeds, under one budget for all. */
export interface Study {
  readonly problems: readonly ProblemConfig[];
  readonly optimizers: readonly OptimizerConfig[];
  /** Number of seeds that are judged on: 0, 1, … */
  readonly seeds: number;
  readonly budget: Budget;
  /** Settings tried for every optimizer on every problem, its own first; 1: nothing is tuned. */
  readonly tune: number;
  /** Where runs are computed, in the order of preference: each pair on the first that it fits on. */
  readonly machines: readonly string[];
  /** What is read along the runs that are judged on. */
  readonly instruments?: readonly InstrumentName[];
  /** Of the whole only this part. */
  readonly shard?: Shard;
}

/** One of `count` parts, from 1 on. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

type Runs = ReadonlyMap<string, RunRecord>;

/** Where a study's runs are found, computed and watched. */
export interface StudyContext {
  readonly stored: Map<string, RunRecord>;
  /** Computes the runs, in any order, and hands over each as it is done. `all` are those among which these are missing. */
  compute(configs: readonly RunConfig[], onRun: (run: RunRecord) => void, all: readonly RunConfig[]): Promise<void>;
  onReused(run: RunRecord): void;
}

/**
 * Runs what is not stored yet: the settings to try, on a seed of their own, then the best one on the seeds that are judged
 * on, all at the same budget. Returns all runs of the study. A failed run is tried again, as its cause may have gone; a
 * trial that failed does not take part in the choice.
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
    await compute([...missing.values()], (run) => stored.set(run.id, run), wanted);
    for (const config of shared) onReused(stored.get(runId(config))!);
    for (const config of wanted) done.set(runId(config), stored.get(runId(config))!);
  };
  await ensure(trialRuns(study));
  await ensure(judgingRuns(study, done));
  return [...done.values()];
}

/** Number of runs that a study asks for. */
export const runCount = (study: Study): number =>
  trialRuns(study).length + cells(study).flatMap((cell) => seedsOf(study, cell)).length;

/** The settings to try of every optimizer on every problem. */
export const trialRuns = (study: Study): RunConfig[] => cells(study).flatMap((cell) => trialsOf(study, cell));

/** The setting that ended lowest, on the seeds that are judged on; none where every trial failed. */
export const judgingRuns = (study: Study, done: Runs): RunConfig[] =>
  cells(study).flatMap((cell) => {
    const setting = chosen(study, cell, done);
    return setting ? seedsOf(study, { ...cell, optimizer: setting }) : [];
  });

function chosen(study: Study, cell: Cell, done: Runs): OptimizerConfig | undefined {
  const trials = trialsOf(study, cell);
  if (trials.length === 0) return cell.optimizer;
  const finishedTrials = trials.flatMap((config) => {
    const run = finished(done, config);
    return run ? [{ setting: config.optimizer, run }] : [];
  });
  return finishedTrials.length > 0 ? bestTrial(finishedTrials).setting : undefined;
}

/** The run, unless it is missing or has failed. */
function finished(runs: Runs, config: RunConfig): RunRecord | undefined {
  const run = runs.get(runId(config));
  return run?.status === 'failed' ? undefined : run;
}

type Cell = Pick<RunConfig, 'problem' | 'optimizer'>;

/**
 * Problems with their optimizers. Parts take turns, and those who come out even with the rows begin one further: else a part
 * had the same optimizers on every problem, perhaps all that take long.
 */
function cells({ problems, optimizers, shard = { index: 1, count: 1 } }: Study): Cell[] {
  const round = leastCommonMultiple(optimizers.length, shard.count);
  const partOf = (place: number) => (place + Math.floor(place / round)) % shard.count;
  return problems
    .flatMap((problem) => optimizers.map((optimizer) => ({ problem, optimizer })))
    .filter((_, place) => partOf(place) === shard.index - 1);
}

const leastCommonMultiple = (a: number, b: number): number => (a / greatestCommonDivisor(a, b)) * b;
const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** None where there is nothing to choose from. */
function trialsOf({ budget, machines, tune }: Study, { problem, optimizer }: Cell): RunConfig[] {
  const backend = machineFor(machines, { problem, optimizer });
  const settings = trialSettings(optimizer, tune);
  if (settings.length === 1 || misfitOn(backend, { problem, optimizer })) return [];
  return settings.map((setting) => ({ optimizer: setting, problem, seed: tuningSeed, ...budget, backend }));
}

/** One run tells of a pair that does not fit; a game has no landscape of one loss to read instruments on. */
function seedsOf({ budget, machines, seeds, instruments = [] }: Study, { problem, optimizer }: Cell): RunConfig[] {
  const backend = machineFor(machines, { problem, optimizer });
  const isUnfit = misfitOn(backend, { problem, optimizer }) !== undefined;
  const read = instruments.length > 0 && !isUnfit && !('game' in problem) && { instruments };
  return Array.from({ length: isUnfit ? 1 : seeds }, (_, seed) => ({
    optimizer,
    problem,
    seed,
    ...budget,
    backend,
    ...read,
  }));
}
