import { finalObjective, type RunRecord } from '../run-record.js';
import { mean, median, ranks, share } from './statistics.js';
import { type Entry, lostRuns, type Task } from './tasks.js';

/** How one optimizer did on one task. */
export interface Score {
  readonly entry: Entry;
  /** Median over seeds of `measure` at the end; Infinity if most runs diverged. */
  readonly final: number;
  /** Whether `final` is as close to the minimum as float32 can tell. */
  readonly isAtMinimum: boolean;
  readonly rank: number;
  /** Median over seeds of the first recorded step within the target; Infinity if not reached. */
  readonly stepsToTarget: number;
  readonly reached: number;
  readonly diverged: number;
  readonly secondsPerStep: number;
}

/** How one optimizer did over all tasks. */
export interface Standing {
  readonly label: string;
  readonly scores: readonly (Score | undefined)[];
  readonly tasks: number;
  readonly meanRank: number;
  readonly wins: number;
  readonly reached: number;
  readonly diverged: number;
}

/** The target: this share of the way down from the start is all that may be left. */
export const targetShare = 0.01;

/** What float32 can tell apart from the minimum. Below it optimizers are equals. */
const resolution = (minimum: number) => Math.max(1e-12, Math.abs(minimum) * 2 ** -23);

/** The gap to the known minimum, or the objective itself where no minimum is known. */
export function measure({ known }: Task, objective: number | null): number {
  if (objective === null) return Number.POSITIVE_INFINITY;
  if (!known?.minimum) return objective;
  return Math.max(objective - known.minimum.value, resolution(known.minimum.value));
}

/** What `measure` measures, in words. */
export const measureName = ({ known }: Task): string => (known?.minimum ? 'objective − minimum' : 'objective');

export const finalMeasure = (task: Task, run: RunRecord): number => measure(task, finalObjective(run));

/** Scores of a task's entries, in the order of the entries. */
export function scoresOf(task: Task): Score[] {
  const finals = task.entries.map(({ runs }) => median(runs.map((run) => finalMeasure(task, run))));
  const minimum = task.known?.minimum?.value;
  const lowest = minimum ?? lowestObjective(task);
  const rank = ranks(finals);
  return task.entries.map((entry, index) => {
    const steps = entry.runs.map((run) => stepsToTarget(run, lowest));
    return {
      entry,
      final: finals[index],
      isAtMinimum: minimum !== undefined && finals[index] === measure(task, minimum),
      rank: rank[index],
      stepsToTarget: median(steps),
      reached: share(steps, Number.isFinite),
      diverged: lostRuns(entry) / entry.runs.length,
      secondsPerStep: median(entry.runs.map(secondsPerStep)),
    };
  });
}

/** Best mean rank first; who ran on fewer tasks comes after those who ran on more. */
export function standingsOf(labels: readonly string[], scores: readonly Score[][]): Standing[] {
  const standings = labels.map((label) => {
    const own = scores.map((task) => task.find(({ entry }) => entry.label === label));
    const run = own.filter((score) => score !== undefined);
    return {
      label,
      scores: own,
      tasks: run.length,
      meanRank: mean(run.map(({ rank }) => rank)),
      wins: run.filter(({ rank, final }) => rank === 1 && Number.isFinite(final)).length,
      reached: mean(run.map(({ reached }) => reached)),
      diverged: mean(run.map(({ diverged }) => diverged)),
    };
  });
  return standings.sort((a, b) => b.tasks - a.tasks || a.meanRank - b.meanRank || b.wins - a.wins);
}

const objectives = ({ curve }: RunRecord) => curve.flatMap(([, objective]) => objective ?? []);

const lowestObjective = ({ entries }: Task) =>
  entries
    .flatMap(({ runs }) => runs.flatMap(objectives))
    .reduce((lowest, objective) => Math.min(lowest, objective), Number.POSITIVE_INFINITY);

function stepsToTarget({ curve }: RunRecord, lowest: number): number {
  const target = lowest + targetShare * ((curve[0]?.[1] ?? Number.NaN) - lowest);
  const within = curve.find(([, objective]) => objective !== null && objective <= target);
  return within?.[0] ?? Number.POSITIVE_INFINITY;
}

const secondsPerStep = ({ timing: { otherSteps, steps } }: RunRecord) =>
  steps > 1 ? otherSteps / (steps - 1) : Number.POSITIVE_INFINITY;
