import { type Problem, type ProblemConfig, problemFrom, suite } from '@optimizer-zoo/testbed';
import { bestRun } from '../best-run.js';
import { candidates } from '../candidates.js';
import { formatSpec, type OptimizerConfig, stepSizeName, stepSizeOf } from '../optimizer-spec.js';
import { problemLabel } from '../problem-label.js';
import { canonicalJson } from '../run-config.js';
import type { RunRecord } from '../run-record.js';
import { groupBy } from './group-by.js';

/** A problem under one budget: what optimizers are compared on. */
export interface Task {
  readonly label: string;
  readonly problem: ProblemConfig;
  /** What is known of the problem; absent for a name or expression that this version does not know. */
  readonly known?: Problem;
  readonly steps: number;
  readonly backend: string;
  readonly entries: readonly Entry[];
}

/** One optimizer on one task. */
export interface Entry {
  /** The optimizer with its options, step size excepted: `adam:beta1=0.8`. */
  readonly label: string;
  /** Every step size tried on the first seed, ascending. */
  readonly trials: readonly Trial[];
  /** The trial that ended lowest. */
  readonly chosen: Trial;
  /** The runs with that step size, by seed. */
  readonly runs: readonly RunRecord[];
}

/** How many of its runs diverged or failed. */
export const lostRuns = ({ runs }: Entry): number => runs.filter(({ status }) => status !== 'ok').length;

export interface Trial {
  readonly stepSize: number;
  readonly run: RunRecord;
}

/** Sorts runs into tasks and entries; the order of the runs does not matter. */
export function tasksOf(runs: readonly RunRecord[]): Task[] {
  const tasks = groupBy(runs, ({ config: { problem, steps, backend } }) => canonicalJson({ problem, steps, backend }));
  const labels = tasks.map(([{ config }]) => problemLabel(config.problem));
  return tasks
    .map((group, index) => taskOf(group, labels.filter((label) => label === labels[index]).length > 1))
    .sort((a, b) => problemOrder(a) - problemOrder(b) || compare(a.label, b.label));
}

/** Labels of all optimizers, in the order of the table of candidates. */
export const optimizerLabels = (tasks: readonly Task[]): string[] =>
  [...new Set(tasks.flatMap(({ entries }) => entries.map(({ label }) => label)))].sort(compareOptimizers);

function taskOf(runs: readonly RunRecord[], hasTwins: boolean): Task {
  const { problem, steps, backend } = runs[0].config;
  const entries = groupBy(runs, ({ config }) => labelOf(config.optimizer)).map(entryOf);
  return {
    label: hasTwins ? `${problemLabel(problem)} (${steps} steps, ${backend})` : problemLabel(problem),
    problem,
    known: knownProblem(problem),
    steps,
    backend,
    entries: entries.sort((a, b) => compareOptimizers(a.label, b.label)),
  };
}

function entryOf(runs: readonly RunRecord[]): Entry {
  const firstSeed = Math.min(...runs.map(({ config }) => config.seed));
  const trials = runs
    .filter(({ config }) => config.seed === firstSeed)
    .map((run) => ({ stepSize: stepSizeOf(run.config.optimizer), run }))
    .sort((a, b) => a.stepSize - b.stepSize || compare(a.run.id, b.run.id));
  const best = bestRun(trials.map(({ run }) => run));
  const chosen = trials.find(({ run }) => run === best)!;
  return {
    label: labelOf(chosen.run.config.optimizer),
    trials,
    chosen,
    runs: runs
      .filter(({ config }) => Object.is(stepSizeOf(config.optimizer), chosen.stepSize))
      .sort((a, b) => a.config.seed - b.config.seed),
  };
}

function labelOf({ name, options }: OptimizerConfig): string {
  const { [stepSizeName(name)]: _, ...others } = options;
  return formatSpec({ name, options: others });
}

function knownProblem(problem: ProblemConfig): Problem | undefined {
  try {
    return problemFrom(problem);
  } catch {
    return undefined; // a results file may come from another version
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const position = (names: readonly string[], name: string) =>
  names.includes(name) ? names.indexOf(name) : names.length;

const problemNames = suite.map(({ name }) => name);
const problemOrder = ({ problem }: Task) => position(problemNames, 'name' in problem ? problem.name : '');

const optimizerNames = Object.keys(candidates);
const optimizerOrder = (label: string) => position(optimizerNames, label.split(':')[0]);
const compareOptimizers = (a: string, b: string) => optimizerOrder(a) - optimizerOrder(b) || compare(a, b);
