import type { Missing } from './entries.js';
import { type Html, html } from './html.js';
import type { Looks } from './palette.js';
import type { Score } from './scores.js';
import type { Standing } from './standings.js';
import { scrolling, strength } from './tables.js';
import type { TaskFacts } from './task-facts.js';

/** So many columns fit on a sheet of paper that stands. */
const upright = 32;

/** The ranks alone, a row for each task and a column for each optimizer: for what would be too many columns of a table. */
export function rankMap(
  standings: readonly Standing[],
  tasks: readonly TaskFacts[],
  idOf: (index: number) => string,
  looks: Looks,
): Html {
  const caption = 'Rank of every optimizer on every problem';
  const head = standings.map(
    ({ label }) => html`<th scope="col"><span>${label} ${looks.get(label)!.swatch}</span></th>`,
  );
  const rows = tasks.map(
    (task, index) =>
      html`<tr><th scope="row"><a href="#${idOf(index)}">${task.label}</a></th>${standings.map(({ label, scores }) =>
        cell(scores[index], task.missing.get(label), standings.length),
      )}</tr>`,
  );
  return html`<div class="ranks${looks.size > upright && ' sideways'}"><h3 id="problems">Rank on each problem</h3>${scrolling(
    caption,
    html`<table class="map"><caption>${caption}</caption>
<thead><tr><td></td>${head}</tr></thead><tbody>${rows}</tbody></table>`,
  )}<p class="note">× diverged, ! failed, · not applicable, … not judged yet, – not run.</p></div>`;
}

const marks = { failed: '!', 'not applicable': '·', unfinished: '…' } as const;

function cell(score: Score | undefined, missing: Missing | undefined, count: number): Html {
  if (!score) return html`<td>${missing ? marks[missing] : '–'}</td>`;
  const text = Number.isFinite(score.final) ? score.rank : '×';
  return html`<td class="rank ${strength(score, count)}">${text}</td>`;
}
