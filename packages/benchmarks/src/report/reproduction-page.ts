import type { JudgedFigure, Reproduced } from '../reproduce/judge.js';
import { boundsText, commandOf, knownText, oursText, outcomeText, sameText } from '../reproduce/reproduction-text.js';
import { formatNumber, plural } from './format.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { table } from './tables.js';

/** One self-contained HTML page of published figures and ours: a pure function of what came of them. */
export function reproductionPage(all: readonly Reproduced[]): string {
  const same = all.filter(({ outcome }) => outcome === 'reproduced').length;
  const body = html`<header><p class="mark">the optimizer zoo</p>
<h1>${plural(all.length, 'published result')}, ${same} of which come out again</h1>
<p class="lead">What a paper prints, what the zoo's optimizers give in the same setting, and between which bounds that counts as the same. What does not come out is said.</p>
${table('All', ['', 'outcome', 'figures', 'time'], all.map(summaryRow))}</header>
<main>${all.map(section)}</main>`;
  return page('Optimizer zoo: published results, measured again', body);
}

const summaryRow = (one: Reproduced): Html =>
  html`<tr><th scope="row"><a href="#${one.name}">${one.name}</a></th><td class="strong">${outcomeText(one)}</td><td>${one.figures.length}</td><td>${formatNumber(one.seconds)} s</td></tr>`;

const section = (one: Reproduced): Html =>
  html`<section id="${one.name}"><h2>${one.name}: ${outcomeText(one)}</h2><p>${one.claim}</p>
<p class="note">${[one.source, knownText(one), one.remark].filter(Boolean).join('. ')}</p>
${table(one.name, ['figure', 'published', 'ours', 'accepted', 'same'], one.figures.map(figureRow))}
<p class="note"><code>${commandOf(one)}${one.extent === 'short' && ' --short'}</code></p></section>`;

const figureRow = (figure: JudgedFigure): Html =>
  html`<tr><th scope="row">${figure.of}</th><td>${figure.published}</td><td>${oursText(figure)}</td><td>${boundsText(figure)}</td><td class="strong">${sameText(figure)}</td></tr>`;
