import * as Plot from '@observablehq/plot';
import type { Curve, Panel, Section } from '../gallery/panel.js';
import type { NamedRangeTest } from '../gallery/range-tests.js';
import { chart, figure } from './chart.js';
import { formatNumber } from './format.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { colorOf, swatch } from './palette.js';
import { rangeTestSection } from './range-test.js';
import { extentOf } from './statistics.js';

const size = { width: 280, height: 150, marginLeft: 34, marginRight: 14, marginTop: 10, marginBottom: 22 };
const colors = ['adam', 'nagGs', 'inducedMetric'].map(colorOf);

const style = `
.panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,250px),1fr));gap:18px}
.panels figure{margin:0;padding:12px 14px 10px;display:flex;flex-direction:column}
.panels figcaption{margin:0 0 6px;line-height:1.35}
.panels figcaption strong{display:block;font-size:1rem;overflow-wrap:anywhere}
.panels figcaption code{display:block;font-size:.78rem;overflow-wrap:anywhere}
.panels figcaption small{display:block}
.panels svg{margin-top:auto;max-width:none}
.panels .legend{margin:4px 0 6px;font-size:.78rem;gap:2px 12px}
@media print{.panels{grid-template-columns:repeat(3,1fr);gap:10px}}
`;

/** One self-contained HTML page that draws every schedule: a pure function. */
export function scheduleGallery(sections: readonly Section[], tests: readonly NamedRangeTest[]): string {
  const count = sections.reduce((sum, { panels }) => sum + panels.length, 0);
  const title = `${count} schedules`;
  const body = html`<header><p class="mark">the optimizer zoo</p><h1>${title}</h1>
<p class="lead">Every schedule of @optimizer-zoo/schedulers against the step. Any numeric hyperparameter of any optimizer takes one; <code>t</code> is the number of steps made, 0 at the first.</p></header>
<div class="bar"><nav aria-label="Sections">${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}<a href="#range-test">Find a learning rate</a></nav></div>
<main>${sections.map(section)}${rangeTestSection(tests)}</main>`;
  return page(`Optimizer zoo: ${title}`, body, style);
}

const section = ({ id, title, note, panels }: Section): Html =>
  html`<section id="${id}"><h2>${title}</h2><p class="note">${note}</p><div class="panels">${panels.map(panel)}</div></section>`;

const panel = ({ name, formula, source, curves }: Panel): Html =>
  figure(
    html`<strong>${name}</strong><code>${formula}</code><small>${source}</small>${legend(curves)}`,
    drawing(name, curves),
  );

const legend = (curves: readonly Curve[]): Html =>
  html`<ul class="legend">${curves.map(({ label }, index) => html`<li>${swatch(colors[index])}${label}</li>`)}</ul>`;

/** A schedule's curves with their legend. */
export const scheduleDrawing = ({ name, curves }: Panel): Html => html`${drawing(name, curves)}${legend(curves)}`;

function drawing(name: string, curves: readonly Curve[]): Html {
  const values = curves.flatMap((curve) => curve.values);
  const [lowest, top] = extentOf(values);
  const bottom = lowest > 0.5 * top ? lowest - 0.15 * (top - lowest) : 0; // momentum never comes near zero
  return chart(`${name} against the step.`, {
    ...size,
    x: { label: null, domain: [1, extentOf(curves.map((curve) => curve.values.length))[1]], ticks: 4 },
    y: {
      label: null,
      domain: [lowest === top ? 0 : bottom, lowest === top ? 2 * top : top + 0.04 * (top - bottom)],
      ticks: 3,
      tickFormat: (value: number) => formatNumber(value, 3),
      grid: true,
    },
    marks: [
      Plot.areaY(curves[0].values, { x: step, y1: bottom, y2: value, fill: colors[0], fillOpacity: 0.08 }),
      ...curves.map((curve, index) =>
        Plot.line(curve.values, { x: step, y: value, stroke: colors[index], strokeWidth: 1.8, curve: 'linear' }),
      ),
    ],
  });
}

const step = (_: number, index: number) => index + 1;
const value = (each: number) => each;
