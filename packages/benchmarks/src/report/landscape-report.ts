import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import { overlapRankOf } from '../landscape/instruments.js';
import type { Survey } from '../landscape/survey.js';
import { problemFrom } from '../real-data/problems.js';
import { formatNumber, formatPercent } from './format.js';
import { type Html, html } from './html.js';
import { densityChart, linesChart, objectiveChart, planeChart, sharpnessChart } from './landscape-charts.js';
import { page } from './page.js';
import { repeatSection } from './repeat-section.js';

/** One self-contained HTML page on the landscape of a run: a pure function. */
export function landscapeReport(survey: Survey, command: string): string {
  const label = problemLabel(survey.problem);
  const { densities, way, lines, planes } = survey;
  const body = html`${header(survey, label)}<main>
<section id="training"><h2>Along training</h2><div class="charts">${sharpnessChart(survey)}${objectiveChart(survey)}</div></section>
<section id="spectrum"><h2>The Hessian's spectrum</h2>
<p class="note">Stochastic Lanczos quadrature with ten random vectors of up to 80 steps each; each node is a Gaussian, as wide as a hundredth of the largest eigenvalue.</p>
<div class="charts">${densityChart('at the start', densities.start)}${densityChart('at the end', densities.end)}</div></section>
<section id="slices"><h2>Slices through the end</h2>
<p class="note">Random directions are normalised filter by filter: 1 is as far as the weights of a filter are from 0.</p>
<div class="charts">${linesChart(html`<strong>From the start</strong> at 0 <strong>to the end</strong> at 1, and beyond, on a straight line.`, 'share of the way →', [way], [0, 1])}
${linesChart(html`<strong>Random directions</strong>, five of them.`, 'distance →', lines, [0])}
${planeChart(html`<strong>A random plane.</strong>`, planes.random)}
${planes.top && planeChart(html`<strong>The plane of the two steepest directions</strong>, unit eigenvectors of the largest eigenvalues (→ the largest).`, planes.top)}</div></section>
${repeatSection([survey.environment], [command])}</main>`;
  return page(`Optimizer zoo: the landscape of ${label}`, body, 'header .formula{margin-bottom:1.4em}');
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
