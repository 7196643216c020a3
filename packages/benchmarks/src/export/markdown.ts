import type { Findings } from '../report/findings.js';
import { formatNumber, formatPercent } from '../report/format.js';
import type { JudgedScore } from '../report/judged-scores.js';
import { measureName } from '../report/measure.js';
import { settingText } from '../report/setting-text.js';
import { expectedRunningTime, reachedBy } from '../report/statistics/effort.js';
import { formatRank } from '../report/tables.js';
import { formatTarget, tableTargets } from '../report/targets.js';
import type { Task } from '../report/tasks.js';
import { finalDigits } from '../report/ties.js';
import { dataTable, escaped } from './markdown-parts.js';

/** The tables of the report. */
export function markdownOf(findings: Findings): string {
  const { tasks, scores } = findings;
  return [
    '# Time to target',
    targetsTable(findings),
    '# Ranking',
    rankingTable(findings),
    ...tasks.flatMap((task, index) => [`## ${escaped(task.label)}`, taskTable(task, scores[index])]),
  ].join('\n\n');
}

const targetNames = tableTargets.map((target) => `to ${formatTarget(target)}`);

const targetsTable = ({ standings }: Findings): string =>
  dataTable(
    ['optimizer', 'area', 'profile', ...targetNames, 'diverged'],
    [...standings]
      .sort((a, b) => b.area - a.area || 0)
      .map(({ label, area, profile, reached, lost, runs }) => [
        label,
        area.toFixed(2),
        profile.toFixed(2),
        ...reached.map((count) => `${count} of ${runs}`),
        `${lost} of ${runs}`,
      ]),
  );

const rankingTable = ({ standings }: Findings): string =>
  dataTable(
    ['optimizer', 'mean rank', 'wins', 'diverged', 'problems'],
    standings.map(({ label, meanRank, wins, diverged, problems }) => [
      label,
      formatRank(meanRank),
      String(wins),
      formatPercent(diverged),
      String(problems),
    ]),
  );

const taskTable = (task: Task, scores: readonly JudgedScore[]): string =>
  dataTable(
    ['optimizer', 'rank', `final ${measureName(task)}`, ...targetNames, 'setting', 'seeds'],
    [
      ...[...scores]
        .sort((a, b) => a.rank - b.rank)
        .map((score) => [
          score.entry.label,
          String(score.rank),
          Number.isFinite(score.final) ? formatNumber(score.final, finalDigits) : 'diverged',
          ...tableTargets.map((target) => timeText(score, target)),
          settingText(score.entry),
          String(score.entry.runs.length),
        ]),
      ...[...task.missing].map(([label, why]) => [label, '–', why, ...tableTargets.map(() => '–'), '–', '–']),
    ],
  );

/** Expected gradient evaluations, and how many runs arrived where not all did. */
function timeText({ samples }: JudgedScore, target: number): string {
  const runs = samples.map(({ efforts }) => efforts.gradients);
  const reached = reachedBy(runs, target);
  if (reached === 0) return '–';
  const time = formatNumber(expectedRunningTime(runs, target), 3);
  return reached < runs.length ? `${time} (${reached} of ${runs.length})` : time;
}
