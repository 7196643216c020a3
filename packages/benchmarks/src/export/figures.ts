import type { Findings } from '../report/findings.js';
import type { ScoreIntervals } from '../report/intervals.js';
import type { JudgedScore } from '../report/judged-scores.js';
import { pairsOf } from '../report/sections/pairs.js';
import { differencesOf } from '../report/sections/rank-figure.js';
import { settingText } from '../report/setting-text.js';
import { expectedRunningTime, reachedBy } from '../report/statistics/effort.js';
import { formatTarget, tableTargets } from '../report/targets.js';
import type { Task } from '../report/tasks.js';
import { budgetText } from '../study/budget.js';

/** All figures that a report's tables hold, as plain JSON; null where there is none that is finite. */
export function figuresOf(findings: Findings): object {
  const { standings, overall, tasks, scores, intervals } = findings;
  return {
    targets: tableTargets.map(formatTarget),
    optimizers: standings.map(({ label, meanRank, wins, area, profile, runs, reached, lost, failed }) => ({
      optimizer: label,
      meanRank: finite(meanRank),
      wins,
      area: finite(area),
      profile: finite(profile),
      runs,
      reached,
      diverged: lost,
      failed,
      ...(overall.has(label) && { intervals: overall.get(label) }),
    })),
    ...differencesBetween(findings),
    problems: tasks.map((task, index) => problemOf(task, scores[index], intervals[index])),
  };
}

function differencesBetween(findings: Findings): object {
  const found = differencesOf(findings);
  if (!found) return {};
  const { complete, p, criticalDifference } = found;
  const labels = complete.map(({ label }) => label);
  const pairs = pairsOf(complete).flatMap((row, i) =>
    row.flatMap((pair, j) => (pair && i < j ? { optimizers: [labels[i], labels[j]], ...pair } : [])),
  );
  return { friedman: { optimizers: labels, p, criticalDifference }, pairs };
}

const problemOf = (
  task: Task,
  scores: readonly JudgedScore[],
  intervals: ReadonlyMap<string, ScoreIntervals>,
): object => ({
  problem: task.label,
  budget: budgetText(task.budget),
  optimizers: scores.map((score) => entryOf(score, intervals.get(score.entry.label))),
  notRun: Object.fromEntries(task.missing),
});

function entryOf(score: JudgedScore, intervals: ScoreIntervals | undefined): object {
  const { entry, rank, final, samples, diverged, secondsPerStep } = score;
  const efforts = (unit: 'gradients' | 'seconds') => samples.map((sample) => sample.efforts[unit]);
  const times = (unit: 'gradients' | 'seconds') => tableTargets.map((target) => finite(expectedRunningTime(efforts(unit), target))); // biome-ignore format: one line
  const heldOut = samples.flatMap((sample) => sample.heldOut ?? []);
  return {
    optimizer: entry.label,
    setting: settingText(entry),
    tried: Math.max(1, entry.trials.length),
    seeds: samples.length,
    failed: entry.failures,
    rank,
    final: finite(final),
    diverged,
    secondsPerStep: finite(secondsPerStep),
    gradientsToTarget: times('gradients'),
    secondsToTarget: times('seconds'),
    reached: tableTargets.map((target) => reachedBy(efforts('gradients'), target)),
    ...(heldOut.length > 0 && { heldOut }),
    ...(intervals && { intervals }),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
