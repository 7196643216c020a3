import { problemLabel } from '../candidates/problem-label.js';
import type { Paths } from '../landscape/paths.js';
import { problemFrom } from '../real-data/problems.js';
import { clientScript } from './client-script.js';
import type { PageData } from './data/page-data.js';
import { formatNumber, formatPercent, plural } from './format.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { looksOf } from './palette.js';
import { pathsFigure } from './paths-figure.js';
import { pathsPlots } from './paths-plots.js';
import { repeatSection } from './repeat-section.js';
import { reportStyle } from './report-style.js';
import { lineFigure } from './sections/line-figure.js';
import { legend } from './tables.js';

/** One self-contained HTML page on the paths of optimizers from one start: a pure function. */
export function pathsReport(paths: Paths, command: string): string {
  const label = problemLabel(paths.problem);
  const looks = looksOf(paths.runs.map((run) => run.label));
  const plots = pathsPlots(paths);
  const data: PageData = {
    optimizers: [...looks].map(([name, { color, dash, index }]) => ({ label: name, color, dash, place: index })),
    tasks: [],
    plots: Object.fromEntries(Object.entries(plots).map(([id, { plot }]) => [id, plot])),
  };
  const body = html`${header(paths, label)}
<div class="bar"><nav aria-label="Sections"><a href="#plane">Paths</a><a href="#instruments">Instruments</a><a href="#repeat">Repeat it</a></nav>${legend(looks, 'legend')}</div>
<main><section id="plane"><h2>Paths in the plane of their principal components</h2>
<p class="note">${projectionNote(paths)}</p>
${pathsFigure(paths, looks)}</section>
<section id="instruments"><h2>Instruments over time</h2>
<p class="note">Each is read at the weights from which a step is made, at ${plural(paths.runs[0].readings.length, 'step')} of the run. Curvature is that of the objective over all data.</p>
<div class="charts">${Object.entries(plots).map(([id, { caption }]) => lineFigure(data, id, caption))}</div></section>
${repeatSection([paths.environment], [command])}</main>`;
  const style = `${reportStyle(looks.size, false)}header .formula{margin-bottom:1.4em}`;
  return page(`Optimizer zoo: paths on ${label}`, body, style, { script: clientScript(), data });
}

/** What is seen, and what is not. */
function projectionNote({ problem, shares, ways }: Paths): string {
  const { dimension } = problemFrom(problem);
  const points = plural(ways.flat().length, 'point');
  const how = `The two directions in which ${points} of all paths, even in steps, vary most about their mean (Li et al. 2018).`;
  if (dimension === 2) return `${how} There are two parameters, so the plane is all of them, turned.`;
  return `${how} It is a projection: ${formatPercent(shares[0] + shares[1])} of their variance lies in the plane, and the rest is not seen. The loss beneath a path is that of the plane, not of the run, which is elsewhere: a path may seem to climb where its loss falls.`;
}

function header({ runs, problem, steps, fullBatch, shares }: Paths, label: string): Html {
  const { dimension, formula } = problemFrom(problem);
  const best = runs.reduce((a, b) => (b.objective < a.objective ? b : a));
  return html`<header><p class="mark">the optimizer zoo</p><h1>${plural(runs.length, 'path')} on ${label}</h1>
<p class="lead">All from one start, ${plural(steps, 'step')} on ${fullBatch ? 'all data' : 'the same data at each step'}, with the step sizes as they are given: nothing is tuned. The objective is over all data.</p>
<p class="formula"><code>${formula}</code></p>
<dl class="tiles">${[
    ['parameters', dimension],
    ['of the variance in the plane', formatPercent(shares[0] + shares[1])],
    [`lowest objective at the end: ${best.label}`, formatNumber(best.objective)],
  ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></header>`;
}
