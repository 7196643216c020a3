import { lostRuns } from '../entries.js';
import type { Findings } from '../findings.js';
import { listOf, plural } from '../format.js';
import { type Html, html } from '../html.js';
import { rankMap } from '../rank-map.js';
import type { Standing } from '../standings.js';
import { rankingTable } from '../tables.js';
import { problemCount, type Task } from '../tasks.js';
import { fewNames, taskId } from './bar.js';
import { pairsTable } from './pairs.js';
import { differencesOf, rankFigure } from './rank-figure.js';

/** More columns than these make a table too wide to be read. */
const fewColumns = 8;

/** Who ends lowest, and whether that is more than chance. */
export function rankingSection(findings: Findings): Html {
  const { tasks, looks, standings } = findings;
  const isWide = tasks.length > fewColumns;
  const differences = differencesOf(findings);
  return html`<section id="ranking"><h2>Where they end</h2>${rankingTable(findings, !isWide)}
${isWide && rankMap(standings, tasks, taskId, looks)}
<p class="note">${isWide ? 'Ranked on each problem by' : "In each problem's column: rank, and"} ${rankingNotes(tasks, isWide)}${fairnessNotes(tasks, standings)}</p>
${
  differences &&
  html`<div class="charts wide">${rankFigure(findings, differences)}</div>
<details id="pairs"><summary><h3>Each against each</h3></summary>${pairsTable(findings, differences.complete)}</details>`
}</section>`;
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
