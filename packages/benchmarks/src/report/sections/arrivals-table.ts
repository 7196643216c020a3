import { type Html, html } from '../html.js';
import { withInterval } from '../interval-text.js';
import type { Overview } from '../overview.js';
import type { Standing } from '../standings.js';
import { nameCell, table } from '../tables.js';
import { formatTarget, tableTargets } from '../targets.js';

/** How many runs reached each target, over all problems. */
export function arrivalsTable({ standings, tasks, looks, overall }: Overview): Html {
  const ordered = [...standings].sort((a, b) => b.area - a.area || 0);
  const hasMissing = tasks.some(({ missing }) => missing.size > 0);
  const head = [
    'optimizer',
    'area',
    'profile',
    ...tableTargets.map((target) => `to ${formatTarget(target)}`),
    'diverged',
    ...(hasMissing ? ['not run'] : []),
  ];
  const rows = ordered.map((standing) => {
    const { label, runs, reached, lost, failed } = standing;
    const intervals = overall.get(label);
    return html`<tr data-optimizer="${looks.get(label)!.index}">${nameCell(label, looks)}
<td class="strong">${withInterval(standing.area, intervals?.area, formatShare)}</td><td>${withInterval(standing.profile, intervals?.profile, formatShare)}</td>
${reached.map((count) => html`<td>${countOf(count, runs)}</td>`)}<td>${countOf(lost, runs)}${failed > 0 && html` <small>+${failed} failed</small>`}</td>${hasMissing && html`<td>${missingText(standing, tasks)}</td>`}</tr>`;
  });
  return table('Time to target over all problems: runs that arrived', head, rows);
}

const formatShare = (share: number) => share.toFixed(2);

/** 12 of 15; what none did is faint. */
const countOf = (count: number, all: number): Html =>
  count > 0 ? html`${count} <small>of ${all}</small>` : html`<small>0 of ${all}</small>`;

/** On how many problems, and why. */
function missingText({ label }: Standing, tasks: Overview['tasks']): string {
  const reasons = tasks.flatMap(({ missing }) => missing.get(label) ?? []);
  const kinds = [...new Set(reasons)].sort();
  return kinds.map((kind) => `${reasons.filter((one) => one === kind).length} ${kind}`).join(', ') || '–';
}
