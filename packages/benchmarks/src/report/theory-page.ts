import type { Checked } from '../theory/check.js';
import type { Verdict } from '../theory/judge.js';
import { figureText, verdictText } from '../theory/theory-text.js';
import { plural } from './format.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { table } from './tables.js';

/** One self-contained HTML page of the claims: a pure function of what came of them. */
export function theoryPage(claims: readonly Checked[]): string {
  const held = claims.filter(({ verdict }) => verdict.holds).length;
  const body = html`<header><p class="mark">the optimizer zoo</p>
<h1>${plural(claims.length, 'theorem')} as tests, ${held} of which hold</h1>
<p class="lead">The zoo's optimizers, run on problems whose constants are known. Shown is the figure that comes closest to its bound, and beneath it an optimizer that the theorem does not hold for.</p></header>
<main>${claims.map(section)}</main>`;
  return page('Optimizer zoo: theory as tests', body);
}

const section = ({ name, statement, source, verdict, broken }: Checked): Html =>
  html`<section id="${name}"><h2>${name}</h2><p>${statement}</p><p class="note">${source}</p>
${table(name, ['', 'verdict', 'measured, bound', 'of', 'figures'], [row('as stated', verdict), row(`with ${broken.how}`, broken)])}</section>`;

const row = (title: string, verdict: Verdict): Html =>
  html`<tr><th scope="row">${title}</th><td class="strong">${verdictText(verdict)}</td><td>${figureText(verdict)}</td><td>${verdict.closest.at}</td><td>${verdict.count}</td></tr>`;
