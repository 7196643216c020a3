import * as Plot from '@observablehq/plot';
import type { NamedRangeTest } from '../gallery/range-tests.js';
import { chart, figure } from './chart.js';
import { formatNumber } from './format.js';
import { type Html, html } from './html.js';
import { logAxis } from './log-axis.js';
import { colorOf } from './palette.js';

const size = { width: 520, height: 300, marginLeft: 48, marginRight: 20, marginTop: 28, marginBottom: 46 };

export const rangeTestSection = (tests: readonly NamedRangeTest[]): Html =>
  html`<section id="range-test"><h2>Find a learning rate</h2>
<p class="note">findLearningRate trains while the learning rate grows, and suggests the one at which the loss falls most steeply against its logarithm (Smith 2017). Here a network with 32 hidden units, on a function of four variables; a search that ends early has diverged.</p>
<div class="charts">${tests.map(rangeTestChart)}</div></section>`;

/** The losses of a range test, their running mean, and the suggestion. */
export function rangeTestChart({ optimizer, learningRates, losses, smoothed, suggestion }: NamedRangeTest): Html {
  const color = colorOf(optimizer);
  const top = 1.5 * Math.max(losses[0], smoothed[0]);
  const x = (_: number, index: number) => learningRates[index];
  const y = (loss: number) => Math.min(loss, top);
  const marks = suggestion === undefined ? [] : [suggestion];
  const drawing = chart(`Range test with ${optimizer}: loss against learning rate.`, {
    ...size,
    x: { ...logAxis('learning rate →', [learningRates[0], learningRates.at(-1)!]), inset: 6 },
    y: { label: '↑ loss', domain: [0, top], ticks: 5, grid: true, tickFormat: (value: number) => formatNumber(value) },
    marks: [
      Plot.ruleX(marks, { stroke: 'currentColor', strokeDasharray: '3 3', strokeOpacity: 0.7 }),
      Plot.text(marks, {
        x: (rate) => rate,
        frameAnchor: 'top',
        text: (rate) => `suggestion ${formatNumber(rate)}`,
        textAnchor: 'end',
        dx: -6,
        dy: 4,
        fill: 'currentColor',
      }),
      Plot.dot(losses, { x, y, r: 1.6, fill: color, fillOpacity: 0.45 }),
      Plot.line(smoothed, { x, y, stroke: color, strokeWidth: 2 }),
    ],
  });
  return figure(html`<strong>${optimizer}</strong>: the loss of each batch, and its running mean.`, drawing);
}
