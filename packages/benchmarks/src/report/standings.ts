import { groupBy } from './group-by.js';
import { type Overall, overallOf, type Samples } from './overall.js';
import type { Score } from './scores.js';
import { reachedBy } from './statistics/effort.js';
import { mean } from './statistics.js';
import { tableTargets } from './targets.js';
import type { TaskFacts } from './task-facts.js';

/** How one optimizer did over all tasks. */
export interface Standing extends Overall {
  readonly label: string;
  /** By task; undefined where it has no run that finished. */
  readonly scores: readonly (Score | undefined)[];
  readonly problems: number;
  readonly wins: number;
  readonly runs: number;
  /** How many runs reached each target of the tables. */
  readonly reached: readonly number[];
  /** How many runs diverged, and how many failed. */
  readonly lost: number;
  readonly failed: number;
  /** Mean over problems of the share of runs that diverged. */
  readonly diverged: number;
}

/** Best mean rank first; who ran on fewer problems comes after those who ran on more. */
export function standingsOf(
  labels: readonly string[],
  tasks: readonly TaskFacts[],
  scores: readonly (readonly Score[])[],
): Standing[] {
  const table = scoreTable(labels, scores);
  const overall = overallOf(tasks, samplesIn(table));
  const standings = labels.map((label, column): Standing => {
    const own = table.map((row) => row[column]);
    const ran = own.flatMap((score, index) => (score ? [{ ...score, problem: tasks[index].problemKey }] : []));
    const problems = groupBy(ran, ({ problem }) => problem);
    const samples = ran.flatMap((score) => score.samples);
    const efforts = samples.map((sample) => sample.efforts.gradients);
    const count = (amount: (score: Score) => number) => ran.reduce((sum, score) => sum + amount(score), 0);
    return {
      ...overall[column],
      label,
      scores: own,
      problems: problems.length,
      wins: ran.filter(({ isBest }) => isBest).length,
      runs: samples.length,
      reached: tableTargets.map((target) => reachedBy(efforts, target)),
      lost: samples.filter(({ isLost }) => isLost).length,
      failed: count(({ failures }) => failures),
      diverged: mean(problems.map((group) => mean(group.map(({ diverged }) => diverged)))),
    };
  });
  return standings.sort((a, b) => b.problems - a.problems || a.meanRank - b.meanRank || b.wins - a.wins || 0);
}

/** A row for each task, a column for each optimizer. */
export function scoreTable(labels: readonly string[], scores: readonly (readonly Score[])[]): (Score | undefined)[][] {
  return scores.map((task) => {
    const byLabel = new Map(task.map((score) => [score.label, score]));
    return labels.map((label) => byLabel.get(label));
  });
}

export const samplesIn = (table: readonly (readonly (Score | undefined)[])[]): Samples[] =>
  table.map((row) => row.map((score) => score?.samples));
