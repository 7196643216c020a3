import type { Cell } from '../diagnose/diagnose.js';
import {
  commandOf,
  type Diagnosis,
  markText,
  method,
  ratioText,
  reasonsOf,
  titleOf,
} from '../diagnose/diagnosis-text.js';
import type { Trial } from '../diagnose/trial.js';
import { plural } from './format.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { breakable, scrolling } from './tables.js';

/** One self-contained HTML page of what optimizers can do: a pure function of what was measured. */
export function diagnosisPage(diagnosis: Diagnosis): string {
  const { trials, rows, asked } = diagnosis;
  const reasons = reasonsOf(diagnosis);
  const body = html`<header><p class="mark">the optimizer zoo</p>
<h1>Which optimizer can do what</h1>
<p class="lead">${plural(rows.length, 'optimizer')}, ${trials.length === 1 ? 'one difficulty' : `${trials.length} difficulties`}, and what each of them costs: a ratio of gradient evaluations, with the difficulty and without it.</p></header>
<main>${matrix(diagnosis)}
<p class="note">${method}</p>
<section id="difficulties"><h2>The difficulties</h2>${trials.map((trial) => explained(trial, asked))}</section>
${reasons.length > 0 && html`<section id="not-applicable"><h2>Not applicable</h2><ul>${reasons.map((why) => html`<li>${why}</li>`)}</ul></section>`}</main>`;
  return page('Optimizer zoo: which optimizer can do what', body, style);
}

const matrix = ({ trials, rows }: Diagnosis): Html =>
  scrolling(
    'What each difficulty costs each optimizer',
    html`<table><caption>What each difficulty costs each optimizer: verdict, and the ratio of gradient evaluations</caption>
<thead><tr><th scope="col">optimizer</th>${trials.map((trial) => html`<th scope="col"><a href="#${trial.name}">${titleOf(trial)}</a></th>`)}</tr></thead>
<tbody>${rows.map(({ optimizer, cells }) => html`<tr><th scope="row">${breakable(optimizer)}</th>${cells.map(cellOf)}</tr>`)}</tbody></table>`,
  );

const cellOf = (cell: Cell): Html =>
  cell.verdict === 'not applicable'
    ? html`<td class="verdict none">n/a</td>`
    : html`<td class="verdict ${cell.verdict}"><strong>${ratioText(cell)}</strong> ${cell.verdict}</td>`;

const explained = (trial: Trial, asked: Diagnosis['asked']): Html =>
  html`<h3 id="${trial.name}">${titleOf(trial)}</h3><p>${trial.difficulty} ${trial.setting}</p>
<p class="note">${markText(trial)} ${trial.source}.</p>
<pre><code>${commandOf(trial, asked)}</code></pre>`;

const style = `
main>.table thead th{min-width:5em;padding:6px;text-align:center}main>.table thead th:first-child{text-align:left;padding-left:0}
main>.table thead a{color:inherit;text-decoration:underline dotted}
main>.table tbody th{min-width:8em;max-width:15em;white-space:normal;overflow-wrap:anywhere}
.verdict{padding:4px 6px;text-align:center;font-size:.82rem;line-height:1.3;border-left:2px solid var(--page);border-bottom:2px solid var(--page);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.verdict strong{display:block;font-size:.95rem}
.pass{background:color-mix(in srgb,#07835a 22%,var(--panel))}.fail{background:color-mix(in srgb,#d2451e 24%,var(--panel))}.none{color:var(--soft)}
#not-applicable li{overflow-wrap:anywhere}
`;
