import { formatDuration, formatNumber, formatPercent, plural } from './format.js';
import { type Html, html } from './html.js';
import { colorOf, dashOf } from './palette.js';
import { measureName, type Score, type Standing } from './scores.js';
import { type Entry, lostRuns, type Task } from './tasks.js';

/** A table that scrolls sideways where the window is narrow. */
export const table = (caption: string, head: readonly string[], rows: readonly Html[]): Html =>
  html`<div class="table" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;

const nameCell = (label: string, labels: readonly string[]): Html =>
  html`<th scope="row">${swatch(label, labels)}${label}</th>`;

const swatch = (label: string, labels: readonly string[]): Html =>
  html`<span class="swatch${dashOf(label, labels) !== 'none' && ' dashed'}" style="--color:${colorOf(label)}"></span>`;

const rowClass = (label: string, labels: readonly string[]) => `optimizer-${labels.indexOf(label)}`;

/** Names and colours; pointing at one lets the others fade. */
export const legend = (labels: readonly string[]): Html =>
  html`<ul class="legend" aria-label="Optimizers and their colours">${labels.map(
    (label, index) => html`<li data-optimizer="${index}" tabindex="0">${swatch(label, labels)}${label}</li>`,
  )}</ul>`;

/** The overall ranking, with the rank and the final value on each task. */
export function rankingTable(standings: readonly Standing[], tasks: readonly Task[], labels: readonly string[]): Html {
  const head = ['optimizer', 'mean rank', 'wins', 'target reached', 'diverged', ...tasks.map(({ label }) => label)];
  return table(
    'Ranking over all problems',
    head,
    standings.map(
      ({ label, meanRank, wins, reached, diverged, scores, tasks: run }) => html`<tr class="${rowClass(label, labels)}">
${nameCell(label, labels)}<td class="strong">${meanRank.toFixed(1)}${run < tasks.length && html` <small>of ${run}</small>`}</td>
<td>${wins}</td><td>${formatPercent(reached)}</td><td>${formatPercent(diverged)}</td>
${scores.map((score) => rankCell(score, labels.length))}</tr>`,
    ),
  );
}

function rankCell(score: Score | undefined, count: number): Html {
  if (!score) return html`<td>–</td>`;
  const strength = Math.round(100 * (1 - (score.rank - 1) / Math.max(1, count - 1)));
  return html`<td class="rank" style="--strength:${strength}%"><b>${score.rank}</b> <small>${finalText(score, 2)}${lossMark(score.entry)}</small></td>`;
}

/** Some seeds diverged: a good median does not tell. */
function lossMark(entry: Entry): Html | false {
  const [lost, all] = [lostRuns(entry), entry.runs.length];
  return lost > 0 && lost < all && html` <abbr title="${lost} of ${all} seeds diverged">×${lost}</abbr>`;
}

function finalText({ final, isAtMinimum }: Score, digits: number): string {
  if (final === Number.POSITIVE_INFINITY) return 'diverged';
  return `${isAtMinimum ? '≤ ' : ''}${formatNumber(final, digits)}`;
}

/** Everything about the optimizers on one task, the best first. */
export function taskTable(task: Task, scores: readonly Score[], labels: readonly string[]): Html {
  const value = `final ${measureName(task)}`;
  const head = ['optimizer', 'rank', value, 'step size', 'tried', 'steps to target', 'diverged', 'time per step'];
  const rows = [...scores]
    .sort((a, b) => a.rank - b.rank)
    .map((score) => {
      const { entry, rank, stepsToTarget, diverged, secondsPerStep } = score;
      return html`<tr class="${rowClass(entry.label, labels)}">${nameCell(entry.label, labels)}<td>${rank}</td>
<td class="strong">${finalText(score, 3)}</td><td>${formatNumber(entry.chosen.stepSize)}${edgeMark(entry)}</td><td>${entry.trials.length}</td>
<td>${formatNumber(stepsToTarget, 3)}</td><td>${formatPercent(diverged)}</td><td>${formatDuration(secondsPerStep)}</td></tr>`;
    });
  return table(
    `${task.label}: medians over ${plural(Math.max(...scores.map(({ entry }) => entry.runs.length)), 'seed')}`,
    head,
    rows,
  );
}

/** The best of the tried step sizes lies at the edge: an even larger or smaller one may be better. */
function edgeMark({ trials, chosen }: Entry): Html | false {
  if (trials.length < 3) return false;
  if (chosen === trials.at(-1)) return html` <abbr title="largest of those tried; a larger one may be better">↑</abbr>`;
  if (chosen === trials[0]) return html` <abbr title="smallest of those tried; a smaller one may be better">↓</abbr>`;
  return false;
}
