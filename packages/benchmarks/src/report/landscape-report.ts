import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import type { Survey } from '../landscape/survey.js';
import { problemFrom } from '../real-data/problems.js';
import { overlapRankOf } from '../run/instrument-names.js';
import { clientScript } from './client-script.js';
import type { PageData } from './data/page-data.js';
import { formatNumber, formatPercent } from './format.js';
import { type Html, html } from './html.js';
import { surveyPlots } from './landscape-plots.js';
import { page } from './page.js';
import { planeChart } from './plane-chart.js';
import { repeatSection } from './repeat-section.js';
import { reportStyle } from './report-style.js';
import { lineFigure } from './sections/line-figure.js';

/** One self-contained HTML page on the landscape of a run: a pure function. */
export function landscapeReport(survey: Survey, command: string): string {
  const label = problemLabel(survey.problem);
  const plots = surveyPlots(survey);
  const data: PageData = {
    optimizers: [],
    tasks: [],
    plots: Object.fromEntries(Object.entries(plots).map(([id, { plot }]) => [id, plot])),
  };
  const figures = (...ids: string[]) => ids.map((id) => lineFigure(data, id, plots[id].caption));
  const { random, top } = survey.planes;
  const body = html`${header(survey, label)}
<div class="bar"><nav aria-label="Sections"><a href="#training">Along training</a><a href="#spectrum">Spectrum</a><a href="#slices">Slices</a><a href="#repeat">Repeat it</a></nav></div>
<main>
<section id="training"><h2>Along training</h2><div class="charts">${figures('sharpness', 'objective')}</div></section>
<section id="spectrum"><h2>The Hessian's spectrum</h2>
<p class="note">Stochastic Lanczos quadrature with ten random vectors of up to 80 steps each; each node is a Gaussian, as wide as a hundredth of the largest eigenvalue.</p>
<div class="charts">${figures('density-start', 'density-end')}</div></section>
<section id="slices"><h2>Slices through the end</h2>
<p class="note">Random directions are normalised filter by filter: 1 is as far as the weights of a filter are from 0.</p>
<div class="charts">${figures('way', 'directions')}
${planeChart('plane-random', html`<strong>A random plane.</strong>`, random)}
${top && planeChart('plane-top', html`<strong>The plane of the two steepest directions</strong>, unit eigenvectors of the largest eigenvalues (→ the largest).`, top)}</div></section>
${repeatSection([survey.environment], [command])}</main>`;
  const style = `${reportStyle(0, false)}header .formula{margin-bottom:1.4em}`;
  return page(`Optimizer zoo: the landscape of ${label}`, body, style, { script: clientScript(), data });
}

function header({ optimizer, problem, steps, fullBatch, moments, overlap, roughness }: Survey, label: string): Html {
  const last = moments.at(-1)!;
  const { dimension, formula } = problemFrom(problem);
  return html`<header><p class="mark">the optimizer zoo</p><h1>The landscape of ${label}</h1>
<p class="lead">${formatTerm(optimizer)}, ${steps} steps on ${fullBatch ? 'all data' : 'the data of each step'}; all that is measured is of the objective over all data.</p>
<p class="formula"><code>${formula}</code></p>
<dl class="tiles">${[
    ['parameters', dimension],
    ['objective at the end', formatNumber(last.objective)],
    ['sharpness there', formatNumber(last.sharpness)],
    [`of the gradient in the top ${overlapRankOf(dimension)}`, Number.isFinite(overlap) ? formatPercent(overlap) : '–'],
    ['roughness index', formatNumber(roughness)],
  ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></header>`;
}
