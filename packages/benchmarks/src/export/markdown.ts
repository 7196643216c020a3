import { formatNumber, formatPercent } from '../report/format.js';
import { finalDigits, measureName, type Score, scoresOf, standingsOf } from '../report/scores.js';
import { settingText } from '../report/setting-text.js';
import { formatRank } from '../report/tables.js';
import { optimizerLabels, type Task, tasksOf } from '../report/tasks.js';
import type { RunRecord } from '../study/run-record.js';

/** The tables of the report. */
export function markdownOf(runs: readonly RunRecord[]): string {
  const tasks = tasksOf(runs);
  const scores = tasks.map(scoresOf);
  const standings = standingsOf(optimizerLabels(tasks), tasks, scores);
  return [
    '# Ranking',
    table(
      ['optimizer', 'mean rank', 'wins', 'target reached', 'diverged', 'problems'],
      standings.map(({ label, meanRank, wins, reached, diverged, problems }) => [
        label,
        formatRank(meanRank),
        String(wins),
        formatPercent(reached),
        formatPercent(diverged),
        String(problems),
      ]),
    ),
    ...tasks.flatMap((task, index) => [`## ${escaped(task.label)}`, taskTable(task, scores[index])]),
  ].join('\n\n');
}

const taskTable = (task: Task, scores: readonly Score[]): string =>
  table(
    ['optimizer', 'rank', `final ${measureName(task)}`, 'setting', 'seeds'],
    [
      ...[...scores]
        .sort((a, b) => a.rank - b.rank)
        .map(({ entry, rank, final }) => [
          entry.label,
          String(rank),
          Number.isFinite(final) ? formatNumber(final, finalDigits) : 'diverged',
          settingText(entry),
          String(entry.runs.length),
        ]),
      ...[...task.missing].map(([label, why]) => [label, '–', why, '–', '–']),
    ],
  );

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.map(escaped).join(' | ')} |`)
    .join('\n');

/** Names of users are data: nothing of them becomes markup. */
const escaped = (text: string) => text.replace(/[\\`*_{}[\]<>()#|~!]/g, '\\$&').replace(/\s+/g, ' ');
