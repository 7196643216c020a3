import { unitOf } from '../study/budget.js';
import { type Entry, lostRuns, type Missing } from './entries.js';
import { formatDuration, formatNumber, formatPercent, pluralRange, unitNames } from './format.js';
import { type Html, html } from './html.js';
import type { Looks } from './palette.js';
import { finalDigits, measureName, type Score, type Standing } from './scores.js';
import { settingText } from './setting-text.js';
import { problemCount, seedExtent, type Task } from './tasks.js';

/** A table that scrolls sideways where the window is narrow. */
export const table = (caption: string, head: readonly string[], rows: readonly Html[]): Html =>
  scrolling(
    caption,
    html`<table><caption>${caption}</caption>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>`,
  );

/** What may be wider than the window. */
export const scrolling = (caption: string, content: Html): Html =>
  html`<div class="table" role="region" tabindex="0" aria-label="${caption}">${content}</div>`;

/** The first cell of an optimizer's row. */
export const nameCell = (label: string, looks: Looks): Html =>
  html`<th scope="row">${looks.get(label)!.swatch}${breakable(label)}</th>`;

/** May go on in the next line where a word begins or an option. */
const breakable = (label: string): Html[] =>
  label.split(/(?<=[a-z\d])(?=[A-Z])|(?<=[:,=])/).map((part, index) => html`${index > 0 && html`<wbr>`}${part}`);

/** Names and looks; pointing at one lets the others fade. */
export const legend = (looks: Looks, className: string): Html =>
  html`<ul class="${className}" aria-label="Optimizers and their colours">${[...looks].map(
    ([label, { index, swatch }]) => html`<li data-optimizer="${index}" tabindex="0">${swatch}${label}</li>`,
  )}</ul>`;

/** The overall ranking, with the rank and the final value on each task if these are shown. */
export function rankingTable(
  standings: readonly Standing[],
  tasks: readonly Task[],
  isShown: boolean,
  looks: Looks,
): Html {
  const problems = problemCount(tasks);
  const columns = isShown ? tasks.map(({ label }) => label) : [];
  return table(
    'Ranking over all problems',
    ['optimizer', 'mean rank', 'wins', 'target reached', 'diverged', ...columns],
    standings.map(
      ({ label, meanRank, wins, reached, diverged, scores, problems: own }) =>
        html`<tr data-optimizer="${looks.get(label)!.index}">
${nameCell(label, looks)}<td class="strong">${formatRank(meanRank)}${own < problems && html` <small>of ${own}</small>`}</td>
<td>${wins}</td><td>${formatPercent(reached)}</td><td>${formatPercent(diverged)}</td>
${columns.map((_, index) => rankCell(scores[index], tasks[index].missing.get(label), looks.size))}</tr>`,
    ),
  );
}

/** Mean ranks are compared as they are shown. */
export const formatRank = (meanRank: number): string => (Number.isFinite(meanRank) ? meanRank.toFixed(1) : '–');

function rankCell(score: Score | undefined, missing: Missing | undefined, count: number): Html {
  if (!score) return html`<td>${missing ?? '–'}</td>`;
  return html`<td class="rank" style="--strength:${strength(score, count)}%"><b>${score.rank}</b> <small>${finalText(score)}${lossMark(score.entry)}</small></td>`;
}

/** How strongly a cell is coloured: the first rank most, the last not at all. */
export const strength = ({ rank }: Score, count: number): number =>
  Math.round(100 * (1 - (rank - 1) / Math.max(1, count - 1)));

/** Some seeds diverged: a good median does not tell. */
function lossMark(entry: Entry): Html | false {
  const [lost, all] = [lostRuns(entry), entry.runs.length];
  return lost > 0 && lost < all && html` <abbr title="${lost} of ${all} seeds diverged">×${lost}</abbr>`;
}

function finalText({ final, isAtMinimum }: Score): string {
  if (final === Number.POSITIVE_INFINITY) return 'diverged';
  return `${isAtMinimum ? '≤ ' : ''}${formatNumber(final, finalDigits)}`;
}

/** Everything about the optimizers on one task, the best first. */
export function taskTable(task: Task, scores: readonly Score[], looks: Looks): Html {
  const [least, most] = seedExtent([task]);
  const hasSeeds = least < most || task.entries.some(({ failures }) => failures > 0);
  const head = [
    'optimizer',
    'rank',
    `final ${measureName(task)}`,
    'setting',
    'tried',
    ...(hasSeeds ? ['seeds'] : []),
    `${unitNames[unitOf(task.budget)]}s to target`,
    'diverged',
    'time per step',
  ];
  const rows = [...scores]
    .sort((a, b) => a.rank - b.rank)
    .map((score) => {
      const { entry, rank, costToTarget, diverged, secondsPerStep } = score;
      return html`<tr data-optimizer="${looks.get(entry.label)!.index}">${nameCell(entry.label, looks)}<td>${rank}</td>
<td class="strong">${finalText(score)}</td><td>${settingText(entry)}</td><td>${Math.max(1, entry.trials.length)}</td>
${hasSeeds && html`<td>${entry.runs.length}${failureMark(entry)}</td>`}<td>${formatNumber(costToTarget, 3)}</td><td>${formatPercent(diverged)}</td><td>${formatDuration(secondsPerStep)}</td></tr>`;
    });
  const missing = [...task.missing].map(
    ([label, why]) =>
      html`<tr data-optimizer="${looks.get(label)!.index}">${nameCell(label, looks)}<td>–</td><td>${why}</td>${head.slice(3).map(() => html`<td>–</td>`)}</tr>`,
  );
  return table(`${task.label}: medians over ${pluralRange([least, most], 'seed')}`, head, [...rows, ...missing]);
}

function failureMark({ failures }: Entry): Html | false {
  return failures > 0 && html` <abbr title="${failures} failed and do not count">+${failures}</abbr>`;
}
