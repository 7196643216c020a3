import type { RunRecord } from '../study/run-record.js';
import { lostRuns } from './entries.js';
import { budgetWords, formatNumber, formatPercent, listOf, plural } from './format.js';
import { type Html, html } from './html.js';
import { lossCurves } from './loss-curves.js';
import type { Looks } from './palette.js';
import { rankMap } from './rank-map.js';
import { repeatSection } from './repeat-section.js';
import { type Score, type Standing, targetShare } from './scores.js';
import { legend, rankingTable, taskTable } from './tables.js';
import { problemCount, type Task } from './tasks.js';
import { trajectories } from './trajectories.js';
import { tuningSection } from './tuning-section.js';

/** All that the sections draw on. */
export interface Findings {
  readonly runs: readonly RunRecord[];
  readonly tasks: readonly Task[];
  readonly looks: Looks;
  readonly scores: readonly Score[][];
  readonly standings: readonly Standing[];
}

/** More names than these do not fit into a line. */
export const fewNames = 12;
/** More columns than these make a table too wide to be read. */
const fewColumns = 8;

const taskId = (index: number) => `problem-${index + 1}`;

/** What stays in sight, and is never high: ways to the sections, and what the colours mean. */
export function bar({ tasks, looks }: Findings): Html {
  const isWide = tasks.length > fewNames;
  const links = isWide
    ? html`<a href="#problems">${tasks.length} problems</a>`
    : tasks.map(({ label }, index) => html`<a href="#${taskId(index)}">${label}</a>`);
  return html`<div class="bar"><nav aria-label="Sections"><a href="#ranking">Ranking</a>${links}<a href="#method">Method</a><a href="#repeat">Repeat it</a></nav>
${legend(looks, looks.size > fewNames ? 'legend line' : 'legend')}</div>`;
}

export function rankingSection({ tasks, looks, standings }: Findings): Html {
  const isWide = tasks.length > fewColumns;
  return html`<section id="ranking"><h2>Ranking</h2>${rankingTable(standings, tasks, !isWide, looks)}
${isWide && rankMap(standings, tasks, taskId, looks)}
<p class="note">${isWide ? 'Ranked on each problem by' : "In each problem's column: rank, and"} ${rankingNotes(tasks, isWide)}${fairnessNotes(tasks, standings)}</p></section>`;
}

/** What ranks and marks mean. */
function rankingNotes(tasks: readonly Task[], isWide: boolean): string {
  const unknown = tasks.filter(({ known }) => !known?.minimum).map(({ label }) => label);
  const someLost = tasks.some(({ entries }) => entries.some((entry) => lostRuns(entry) > 0));
  const names = unknown.length <= fewNames ? listOf(unknown) : plural(unknown.length, 'problem');
  return [
    `the median final gap to the minimum${unknown.length > 0 ? ` (for ${names} the final objective, as the minimum is unknown)` : ''}.`,
    ' Finals that read the same, or between which lies nothing but rounding, are ties: they share the mean of their ranks, and each has the win',
    isWide ? '' : '; ≤ marks what float32 cannot tell from the minimum',
    someLost && !isWide ? '; ×1: one of the seeds diverged' : '',
    `. The target is reached when ${formatPercent(targetShare)} of the way down from the start to the minimum is left`,
    unknown.length > 0
      ? ' (where the minimum is unknown: to the lowest objective that any optimizer met in the runs compared)'
      : '',
    '.',
  ].join('');
}

/** Where means are not over the same. */
function fairnessNotes(tasks: readonly Task[], standings: readonly Standing[]): string {
  const isPartial = new Set(standings.map(({ problems }) => problems)).size > 1;
  const isRepeated = tasks.length > problemCount(tasks);
  return [
    isPartial
      ? ' Not every optimizer has results on every problem: a mean rank over some does not compare with one over others, and who has fewer stands further down.'
      : '',
    isRepeated ? ' A problem under several budgets counts once in the means; a win is one under one budget.' : '',
  ].join('');
}

export const taskSections = ({ tasks, looks, scores }: Findings): Html[] =>
  tasks.map((task, index) => {
    const minimum = task.known?.minimum;
    return html`<section id="${taskId(index)}" class="task"><h2>${task.label}</h2>
<p class="formula"><code>${task.known?.formula ?? task.label}</code></p>
<p class="note">${[
      task.known?.reference,
      task.known && plural(task.known.dimension, 'parameter'),
      minimum ? `minimum ${formatNumber(minimum.value, 6)}` : 'minimum unknown',
      budgetWords(task.budget),
    ]
      .filter(Boolean)
      .join(' · ')}</p>
${taskTable(task, scores[index], looks)}
${task.entries.length > 0 && charts(task, scores[index], looks)}</section>`;
  });

const charts = (task: Task, scores: readonly Score[], looks: Looks): Html =>
  html`<div class="charts">${lossCurves(task, scores, looks)}</div>
${trajectories(task, scores, looks)}${tuningSection(task, scores, looks)}`;

export const environmentSection = ({ runs }: Findings): Html =>
  repeatSection(
    runs.map(({ environment }) => environment),
    runs.map(({ study }) => study.command),
    '; what a results file already holds is not computed again.',
  );
