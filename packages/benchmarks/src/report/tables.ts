import type { Missing } from './entries.js';
import { formatNumber, formatPercent } from './format.js';
import { type Html, html } from './html.js';
import { withInterval } from './interval-text.js';
import type { Overview } from './overview.js';
import type { Looks } from './palette.js';
import type { Score } from './scores.js';
import { problemCount } from './task-facts.js';
import { finalDigits } from './ties.js';

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
export const breakable = (label: string): Html[] =>
  label.split(/(?<=[a-z\d])(?=[A-Z])|(?<=[:,=])/).map((part, index) => html`${index > 0 && html`<wbr>`}${part}`);

/** Names and looks; pointing at one lets the others fade. */
export const legend = (looks: Looks, className: string): Html =>
  html`<ul class="${className}" aria-label="Optimizers and their colours">${[...looks].map(
    ([label, { index, swatch }]) => html`<li data-optimizer="${index}" tabindex="0">${swatch}${label}</li>`,
  )}</ul>`;

/** The overall ranking, with the rank and the final value on each task if these are shown. */
export function rankingTable({ standings, tasks, looks, overall }: Overview, isShown: boolean): Html {
  const problems = problemCount(tasks);
  const columns = isShown ? tasks.map(({ label }) => label) : [];
  return table(
    'Ranking over all problems',
    ['optimizer', 'mean rank', 'wins', 'diverged', ...columns],
    standings.map(
      ({ label, meanRank, wins, diverged, scores, problems: own }) =>
        html`<tr data-optimizer="${looks.get(label)!.index}">
${nameCell(label, looks)}<td class="strong">${withInterval(meanRank, overall.get(label)?.meanRank, formatRank)}${own < problems && html` <small>of ${own}</small>`}</td>
<td>${wins}</td><td>${formatPercent(diverged)}</td>
${columns.map((_, index) => rankCell(scores[index], tasks[index].missing.get(label), standings.length))}</tr>`,
    ),
  );
}

/** Mean ranks are compared as they are shown. */
export const formatRank = (meanRank: number): string => (Number.isFinite(meanRank) ? meanRank.toFixed(1) : '–');

function rankCell(score: Score | undefined, missing: Missing | undefined, count: number): Html {
  if (!score) return html`<td>${missing ?? '–'}</td>`;
  return html`<td class="rank ${strength(score, count)}"><b>${score.rank}</b> <small>${finalText(score)}${lossMark(score)}</small></td>`;
}

/** The class of how strongly a cell is coloured: the first rank most, the last not at all. */
export const strength = ({ rank }: Score, count: number): string =>
  `strength-${Math.round(20 * (1 - (rank - 1) / Math.max(1, count - 1)))}`;

export const strengthStyle: string = Array.from(
  { length: 21 },
  (_, index) => `.strength-${index}{--strength:${5 * index}%}`,
).join('');

/** Some seeds diverged: a good median does not tell. */
function lossMark({ samples }: Score): Html | false {
  const [lost, all] = [samples.filter(({ isLost }) => isLost).length, samples.length];
  return lost > 0 && lost < all && html` <abbr title="${lost} of ${all} seeds diverged">×${lost}</abbr>`;
}

export function finalText({ final, isAtMinimum }: Score): string {
  if (final === Number.POSITIVE_INFINITY) return 'diverged';
  return `${isAtMinimum ? '≤ ' : ''}${formatNumber(final, finalDigits)}`;
}
