import { type Unit, unitOf } from '../study/budget.js';
import { finalObjective, type RunRecord } from '../study/run-record.js';
import { along } from './along.js';
import { type Entry, lostRuns } from './entries.js';
import { formatNumber } from './format.js';
import { groupBy } from './group-by.js';
import { extentOf, mean, median, ranks, share } from './statistics.js';
import type { Task } from './tasks.js';

/** How one optimizer did on one task. */
export interface Score {
  readonly entry: Entry;
  /** Median over seeds of `measure` at the end; Infinity if most runs diverged. */
  readonly final: number;
  /** Whether `final` is as close to the minimum as float32 can tell. */
  readonly isAtMinimum: boolean;
  readonly rank: number;
  /** Whether none is better; ties all are. */
  readonly isBest: boolean;
  /** Median over seeds of what was spent at the first recorded step within the target; Infinity if not reached. */
  readonly costToTarget: number;
  readonly reached: number;
  readonly diverged: number;
  readonly secondsPerStep: number;
}

/** How one optimizer did over all tasks. Means are over problems, each of which counts once under however many budgets. */
export interface Standing {
  readonly label: string;
  /** By task; undefined where it has no run that finished. */
  readonly scores: readonly (Score | undefined)[];
  readonly problems: number;
  /** NaN without a score. */
  readonly meanRank: number;
  readonly wins: number;
  readonly reached: number;
  readonly diverged: number;
}

/** The target: this share of the way down from the start is all that may be left. */
export const targetShare = 0.01;

/** With how many digits finals are shown. What these cannot tell apart is a tie. */
export const finalDigits = 3;

/** By what share the finals of one algorithm differ that is computed in two ways: rounding grows along a run. */
const rounding = 1e-4;

/** What float32 can tell apart from this value. */
const resolution = (value: number) => Math.max(1e-12, Math.abs(value) * 2 ** -23);

/** The gap to the known minimum, or the objective itself where no minimum is known. */
export function measure({ known }: Task, objective: number | null): number {
  if (objective === null) return Number.POSITIVE_INFINITY;
  if (!known?.minimum) return objective;
  return Math.max(objective - known.minimum.value, resolution(known.minimum.value)); // below it optimizers are equals
}

/** What `measure` measures, in words. */
export const measureName = ({ known }: Task): string => (known?.minimum ? 'objective − minimum' : 'objective');

export const finalMeasure = (task: Task, run: RunRecord): number => measure(task, finalObjective(run));

/** Scores of a task's entries, in the order of the entries. */
export function scoresOf(task: Task): Score[] {
  const finals = task.entries.map(({ runs }) => median(runs.map((run) => finalMeasure(task, run))));
  const minimum = task.known?.minimum?.value;
  const lowest = minimum ?? lowestObjective(task);
  const rank = ranks(finals, tiesIn(task));
  return task.entries.map((entry, index) => {
    const costs = entry.runs.map((run) => costToTarget(run, lowest, unitOf(task.budget)));
    return {
      entry,
      final: finals[index],
      isAtMinimum: minimum !== undefined && finals[index] === measure(task, minimum),
      rank: rank[index],
      isBest: Number.isFinite(finals[index]) && rank.every((other) => rank[index] <= other),
      costToTarget: median(costs),
      reached: share(costs, Number.isFinite),
      diverged: lostRuns(entry) / entry.runs.length,
      secondsPerStep: median(entry.runs.map(secondsPerStep)),
    };
  });
}

/**
 * Finals tie where they read the same, and where nothing but rounding lies between them: else which of `adam` and
 * `tf.adam` comes first would be chance.
 */
function tiesIn({ known }: Task) {
  const minimum = known?.minimum?.value ?? 0;
  return (final: number, tied: readonly number[]): boolean => {
    const lowest = tied[0];
    return readTheSame(final, tied.at(-1)!) || isRounding(final, lowest, minimum);
  };
}

/** Whether two finals, one of them lower, differ by rounding alone. */
const isRounding = (final: number, lowest: number, minimum = 0) =>
  final - lowest <= Math.max(rounding * Math.abs(lowest), resolution(minimum + lowest));

const readTheSame = (one: number, other: number) => formatNumber(one, finalDigits) === formatNumber(other, finalDigits);

/** Whether two finals of one optimizer on one problem are a tie; two that are not finite are. */
export const areEqual = (one: number, other: number): boolean =>
  Number.isFinite(one) === Number.isFinite(other) &&
  (readTheSame(one, other) || isRounding(Math.max(one, other), Math.min(one, other)));

/** Best mean rank first; who ran on fewer problems comes after those who ran on more. */
export function standingsOf(labels: readonly string[], tasks: readonly Task[], scores: readonly Score[][]): Standing[] {
  const byLabel = scores.map((task) => new Map(task.map((score) => [score.entry.label, score])));
  const standings = labels.map((label) => {
    const own = byLabel.map((task) => task.get(label));
    const run = own.flatMap((score, index) => (score ? [{ ...score, problem: tasks[index].problemKey }] : []));
    const problems = groupBy(run, ({ problem }) => problem);
    const overProblems = (value: (score: Score) => number) => mean(problems.map((group) => mean(group.map(value))));
    return {
      label,
      scores: own,
      problems: problems.length,
      meanRank: overProblems(({ rank }) => rank),
      wins: run.filter(({ isBest }) => isBest).length,
      reached: overProblems(({ reached }) => reached),
      diverged: overProblems(({ diverged }) => diverged),
    };
  });
  return standings.sort((a, b) => b.problems - a.problems || a.meanRank - b.meanRank || b.wins - a.wins || 0);
}

const objectives = ({ curve }: RunRecord) => curve.flatMap(([, objective]) => objective ?? []);

/** What a run that diverged met on its way says nothing of how low one can get. */
function lowestObjective({ entries }: Task): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (const { runs } of entries) {
    for (const run of runs.filter(({ status }) => status === 'ok')) {
      lowest = Math.min(lowest, extentOf(objectives(run))[0]);
    }
  }
  return lowest;
}

function costToTarget(run: RunRecord, lowest: number, unit: Unit): number {
  const { status, curve } = run;
  if (status !== 'ok') return Number.POSITIVE_INFINITY;
  const target = lowest + targetShare * ((curve[0]?.[1] ?? Number.NaN) - lowest);
  const within = curve.findIndex(([, objective]) => objective !== null && objective <= target);
  return along(run, unit)[within] ?? Number.POSITIVE_INFINITY;
}

const secondsPerStep = ({ timing: { otherSteps, steps } }: RunRecord) =>
  steps > 1 ? otherSteps / (steps - 1) : Number.POSITIVE_INFINITY;
