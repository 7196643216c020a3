import { groupBy } from './group-by.js';
import type { Sample } from './sample.js';
import { medianFinal } from './scores.js';
import { expectedRunningTime } from './statistics/effort.js';
import { performanceRatios, profileScore } from './statistics/performance-profile.js';
import { mean, ranks } from './statistics.js';
import { mainTarget } from './targets.js';
import type { TaskFacts } from './task-facts.js';
import { tiesIn } from './ties.js';

/** The samples of each optimizer on a task; undefined where there are none. */
export type Samples = readonly (readonly Sample[] | undefined)[];

/** One number on an optimizer over all tasks. NaN without samples. */
export interface Overall {
  /** Over problems, each of which counts once under however many budgets. */
  readonly meanRank: number;
  /** Area under the ECDF in gradient evaluations, the mean over tasks; 0 where it has not run. */
  readonly area: number;
  /** Height of the performance profile in gradient evaluations to the main target. */
  readonly profile: number;
}

/** Each optimizer over all tasks, from the samples alone: intervals ask again and again. */
export function overallOf(tasks: readonly TaskFacts[], samples: readonly Samples[]): Overall[] {
  const ranked = tasks.map((task, index) => ranksIn(task, samples[index]));
  const efforts = samples.map((task) => task.map((own) => own?.map((sample) => sample.efforts.gradients) ?? []));
  const ratios = performanceRatios(efforts.map((task) => task.map((runs) => expectedRunningTime(runs, mainTarget))));
  const problems = groupBy([...tasks.keys()], (index) => tasks[index].problemKey);
  return (samples[0] ?? []).map((_, optimizer) => ({
    meanRank: meanOfMeans(problems, (task) => ranked[task][optimizer]),
    area: mean(samples.map((task) => meanArea(task[optimizer]))),
    profile: profileScore(ratios.map((row) => row[optimizer])),
  }));
}

/** The rank of each optimizer among those that ran. */
function ranksIn(task: TaskFacts, samples: Samples): (number | undefined)[] {
  const ran = [...samples.keys()].filter((index) => samples[index]);
  const found = ranks(
    ran.map((index) => medianFinal(samples[index]!)),
    tiesIn(task),
  );
  const byOptimizer = new Map(ran.map((index, place) => [index, found[place]]));
  return [...samples.keys()].map((index) => byOptimizer.get(index));
}

const meanArea = (own: readonly Sample[] | undefined) => (own ? mean(own.map(({ area }) => area)) : 0);

/** The mean over the groups of the mean in each, of what is there. */
function meanOfMeans(groups: readonly (readonly number[])[], value: (index: number) => number | undefined): number {
  return mean(groups.map((group) => group.flatMap((one) => value(one) ?? [])).filter(({ length }) => length > 0).map(mean)); // biome-ignore format: one line
}
