import { listOf, plural } from '../format.js';
import { type Html, html } from '../html.js';
import type { Overview } from '../overview.js';
import { rankMap } from '../rank-map.js';
import type { Standing } from '../standings.js';
import { rankingTable } from '../tables.js';
import { problemCount, type TaskFacts } from '../task-facts.js';
import { fewNames, taskId } from './names.js';
import { pairsTable } from './pairs.js';
import { differencesOf, rankFigure } from './rank-figure.js';

/** More columns than these make a table too wide to be read. */
const fewColumns = 8;

/** Who ends lowest, and whether that is more than chance. */
export const rankingSection = (overview: Overview): Html =>
  html`<section id="ranking"><h2>Where they end</h2><div id="finals">${finalsPart(overview)}</div>
<div id="differences">${differencesPart(overview)}</div></section>`;

/** Mean ranks, and the rank on each problem. */
export function finalsPart(overview: Overview): Html {
  const { tasks, looks, standings } = overview;
  const isWide = tasks.length > fewColumns;
  return html`${rankingTable(overview, !isWide)}
${isWide && rankMap(standings, tasks, taskId, looks)}
<p class="note">${isWide ? 'Ranked on each problem by' : "In each problem's column: rank, and"} ${rankingNotes(overview, isWide)}${fairnessNotes(tasks, standings)}</p>`;
}

/** Whether the problems tell the optimizers apart; nothing where there are not two of each. */
export function differencesPart(overview: Overview): Html | undefined {
  const differences = differencesOf(overview);
  return (
    differences &&
    html`<div class="charts wide">${rankFigure(overview, differences)}</div>
<details id="pairs"><summary><h3>Each against each</h3></summary>${pairsTable(overview, differences.complete)}</details>`
  );
}

/** What ranks and marks mean. */
function rankingNotes({ tasks, scores }: Overview, isWide: boolean): string {
  const unknown = tasks.filter(({ minimum }) => minimum === undefined).map(({ label }) => label);
  const someLost = scores.flat().some(({ diverged }) => diverged > 0);
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
function fairnessNotes(tasks: readonly TaskFacts[], standings: readonly Standing[]): string {
  const isPartial = new Set(standings.map(({ problems }) => problems)).size > 1;
  const isRepeated = tasks.length > problemCount(tasks);
  return [
    isPartial
      ? ' Not every optimizer has results on every problem: a mean rank over some does not compare with one over others, and who has fewer stands further down.'
      : '',
    isRepeated ? ' A problem under several budgets counts once in the means; a win is one under one budget.' : '',
  ].join('');
}
