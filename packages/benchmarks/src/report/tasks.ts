import type { Problem, ProblemConfig } from '@optimizer-zoo/testbed';
import { candidates } from '../candidates/candidates.js';
import { problemLabel } from '../candidates/problem-label.js';
import { type Asked, askedBy } from '../cli/commands/repeat-command.js';
import { namedProblems, problemFrom } from '../real-data/problems.js';
import { type Budget, budgetOf, compareBudgets } from '../study/budget.js';
import { canonicalJson } from '../study/canonical-json.js';
import type { RunRecord } from '../study/run-record.js';
import { type Entry, entriesOf } from './entries.js';
import { budgetWords } from './format.js';
import { groupBy } from './group-by.js';
import { judgeRun } from './judge-run.js';
import { extentOf } from './statistics.js';
import type { TaskFacts } from './task-facts.js';

/** A problem under one budget: what optimizers are compared on. */
export interface Task extends TaskFacts {
  readonly problem: ProblemConfig;
  /** What is known of the problem; absent for a name or expression that this version does not know. */
  readonly known?: Problem;
  readonly budget: Budget;
  /** Where it was computed; several where each optimizer has its own. */
  readonly backend: string;
  readonly runs: readonly RunRecord[];
  readonly entries: readonly Entry[];
}

/**
 * Sorts runs into tasks and entries; the order of the runs does not matter. `asked` is what the optimizers of these runs
 * were asked for as; else it is what the runs themselves say.
 */
export function tasksOf(runs: readonly RunRecord[], asked?: Asked): Task[] {
  const groups = groupBy(runs, ({ config: { problem, ...others } }) =>
    canonicalJson({ problem, budget: budgetOf(others) }),
  ).flatMap(byMachine);
  const twins = groupBy(groups, ([{ config }]) => problemLabel(config.problem)).filter(({ length }) => length > 1);
  const areTwins = new Set(twins.flat());
  return groups.map((group) => taskOf(group, areTwins.has(group), asked ? [asked] : askedIn(group))).sort(compareTasks);
}

/** In the order of the table of problems, then by name and budget. */
export const compareTasks = (a: Task, b: Task): number =>
  problemOrder(a) - problemOrder(b) ||
  compare(problemLabel(a.problem), problemLabel(b.problem)) ||
  compareBudgets(a.budget, b.budget) ||
  compare(a.label, b.label);

/** Runs on several machines are one task where none was made on two of them. */
function byMachine(runs: readonly RunRecord[]): readonly (readonly RunRecord[])[] {
  const machines = groupBy(runs, ({ config }) => config.backend);
  if (machines.length === 1) return machines;
  const made = runs.map(({ config: { optimizer, seed } }) => canonicalJson({ optimizer, seed }));
  return new Set(made).size === made.length ? [runs] : machines;
}

/** Labels of all optimizers, in the order of the table of candidates. */
export const optimizerLabels = (tasks: readonly Task[]): string[] =>
  [...new Set(tasks.flatMap(({ entries, missing }) => [...entries.map(({ label }) => label), ...missing.keys()]))].sort(
    compareOptimizers,
  );

/** How many seeds the optimizers had: the fewest and the most. */
export function seedExtent(tasks: readonly Task[]): [least: number, most: number] {
  const counts = tasks.flatMap(({ entries }) => entries.map(({ runs }) => runs.length));
  return counts.length > 0 ? extentOf(counts) : [0, 0];
}

function taskOf(runs: readonly RunRecord[], isTwin: boolean, asked: readonly Asked[]): Task {
  const { problem } = runs[0].config;
  const backend = [...new Set(runs.map(({ config }) => config.backend))].sort().join(', ');
  const budget = budgetOf(runs[0].config);
  const known = knownProblem(problem);
  const minimum = known?.minimum?.value;
  const judged = runs.map((run) => judgeRun(run, minimum));
  const { entries, missing } = entriesOf(judged, asked);
  return {
    label: isTwin ? `${problemLabel(problem)} (${budgetWords(budget)}, ${backend})` : problemLabel(problem),
    problemKey: canonicalJson(problem),
    problem,
    known,
    ...(minimum !== undefined && { minimum }),
    budget,
    backend,
    runs: judged,
    entries: entries.sort((a, b) => compareOptimizers(a.label, b.label)),
    missing,
  };
}

/** What the runs say that was asked for. */
const askedIn = (runs: readonly RunRecord[]): Asked[] =>
  [...new Set(runs.map(({ study }) => study.command))].flatMap((command) => askedBy(command) ?? []);

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

const problemNames = namedProblems.map(({ name }) => name);
const problemOrder = ({ problem }: Task) => position(problemNames, 'name' in problem ? problem.name : '');

const optimizerNames = Object.keys(candidates);
const optimizerOrder = (label: string) => position(optimizerNames, label.split('(')[0]);
const compareOptimizers = (a: string, b: string) => optimizerOrder(a) - optimizerOrder(b) || compare(a, b);
