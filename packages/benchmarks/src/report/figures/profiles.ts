import type { Unit } from '../../study/budget.js';
import type { PageData, TaskData } from '../data/page-data.js';
import { unitNames } from '../format.js';
import { bootstrap, resamplesFor } from '../statistics/bootstrap.js';
import { dataProfile, type Effort, expectedRunningTime } from '../statistics/effort.js';
import { performanceProfile, performanceRatios } from '../statistics/performance-profile.js';
import { extentOf, mean } from '../statistics.js';
import { formatTarget, targets } from '../targets.js';
import { type LinePlot, mostFront, type Series } from './line-plot.js';
import type { View } from './view.js';

const unitOf = ({ unit = 'gradients' }: View): Unit => unit;
const chosenTasks = ({ tasks }: PageData, view: View) => tasks.filter((_, index) => !view.withoutTasks.has(index));
const share = (label: string) => ({ label, domain: [0, 1], isLog: false }) as const;
const samplePoints = 64;

/** The optimizers that are chosen, the best of many in front. */
function chosen(data: PageData, view: View): { optimizer: number; isFront: boolean }[] {
  const all = data.optimizers.map(({ place }, optimizer) => ({ optimizer, place }));
  const kept = all.filter(({ optimizer }) => !view.without.has(optimizer)).sort((a, b) => a.place - b.place);
  return kept.map(({ optimizer }, index) => ({ optimizer, isFront: index < mostFront }));
}

const effortsOf = (task: TaskData, optimizer: number, unit: Unit): readonly Effort[] =>
  task.entries.find((entry) => entry.optimizer === optimizer)?.efforts[unit] ?? [];

/** Evenly in the logarithm. */
const between = ([low, high]: readonly [number, number]): number[] =>
  Array.from({ length: samplePoints }, (_, index) => low * (high / low) ** (index / (samplePoints - 1)));

/** From the first target that any run reached to the most that any spent. */
function budgetDomain(efforts: readonly Effort[]): [number, number] {
  const [first] = extentOf(efforts.flatMap(({ hits }) => hits.find((hit) => hit > 0) ?? []));
  const [, last] = extentOf(efforts.map(({ total }) => total));
  return first < last ? [first, last] : [1, 10];
}

/** Share of all pairs of problem, run and target that are reached, against what was spent: the ECDF as COCO draws it. */
export function ecdf(data: PageData, view: View): LinePlot {
  const [tasks, unit] = [chosenTasks(data, view), unitOf(view)];
  const own = chosen(data, view).map((one) => ({
    ...one,
    groups: tasks.map((task) => effortsOf(task, one.optimizer, unit)),
  }));
  const domain = budgetDomain(own.flatMap(({ groups }) => groups.flat()));
  const at = between(domain);
  return {
    title: `Share of targets reached against ${unitNames[unit]}s, over ${tasks.length} problems and ${targets.length} targets.`,
    x: { label: `${unitNames[unit]}s →`, domain, isLog: true },
    y: share('↑ share of targets reached'),
    isStepped: true,
    bands: 'pointed',
    series: own.map(({ groups, optimizer, isFront }) => ({ optimizer, isFront, at, ...band(groups, at, isFront) })),
  };
}

/** The same against seconds, whatever is chosen. */
export const ecdfOfTime = (data: PageData, view: View): LinePlot => ecdf(data, { ...view, unit: 'seconds' });

/** Share of targets reached, the mean over problems, with an interval over the runs of each. */
function band(
  groups: readonly (readonly Effort[])[],
  at: readonly number[],
  isFront: boolean,
): Pick<Series, 'middle' | 'low' | 'high'> {
  const reached = groups.map((runs) => runs.map(({ hits }) => at.map((budget) => hits.filter((hit) => hit <= budget).length / targets.length))); // biome-ignore format: one line
  const middle = meanOf(reached);
  if (!isFront || groups.every((runs) => runs.length < 2)) return { middle };
  const intervals = bootstrap(
    (resample) => meanOf(reached.map((runs) => resample(runs))),
    resamplesFor(10 * groups.flat().length),
  );
  return { middle, low: intervals.map(([low]) => low), high: intervals.map(([, high]) => high) };

  function meanOf(shares: readonly (readonly (readonly number[])[])[]): number[] {
    const sums = at.map(() => 0);
    for (const runs of shares) {
      for (const run of runs) for (let i = 0; i < sums.length; i++) sums[i] += run[i] / runs.length / shares.length;
    }
    return sums;
  }
}

/** Share of problems on which an optimizer reaches the target within a factor of the best; of two alone, if two are chosen. */
export function performance(data: PageData, view: View): LinePlot {
  const [tasks, unit] = [chosenTasks(data, view), unitOf(view)];
  const own = chosen(data, view).filter(({ optimizer }) => view.pair?.includes(optimizer) ?? true);
  const ratios = performanceRatios(tasks.map((task) => own.map(({ optimizer }) => expectedRunningTime(effortsOf(task, optimizer, unit), view.target)))); // biome-ignore format: one line
  const last = Math.max(4, extentOf(ratios.flat().filter(Number.isFinite))[1]);
  const at = between([1, last * 1.2]);
  return {
    title: `Performance profile: share of problems against how many times as many ${unitNames[unit]}s as the best, to the target ${formatTarget(view.target)}.`,
    x: { label: `${unitNames[unit]}s, as a multiple of the best →`, domain: [1, last * 1.2], isLog: true },
    y: share('↑ share of problems'),
    isStepped: true,
    bands: 'pointed',
    series: own.map((one, index) => {
      const column = ratios.map((row) => row[index]);
      return { ...one, at, middle: at.map((factor) => performanceProfile(column, factor)) };
    }),
  };
}

/** Share of runs that reach the target, the mean over problems, against what is spent. */
export function solved(data: PageData, view: View): LinePlot {
  const [tasks, unit] = [chosenTasks(data, view), unitOf(view)];
  const own = chosen(data, view).map((one) => ({ ...one, groups: tasks.map((task) => effortsOf(task, one.optimizer, unit)) })); // biome-ignore format: one line
  const domain = budgetDomain(own.flatMap(({ groups }) => groups.flat()));
  const at = between(domain);
  return {
    title: `Data profile: share of problems on which the target ${formatTarget(view.target)} is reached against ${unitNames[unit]}s.`,
    x: { label: `${unitNames[unit]}s →`, domain, isLog: true },
    y: share('↑ share of problems'),
    isStepped: true,
    bands: 'pointed',
    series: own.map(({ optimizer, isFront, groups }) => {
      const times = groups.map((runs) => runs.map(({ hits }) => hits[view.target] ?? Number.POSITIVE_INFINITY));
      return { optimizer, isFront, at, middle: at.map((budget) => mean(times.map((own) => dataProfile(own, budget)))) };
    }),
  };
}
