import * as Plot from '@observablehq/plot';
import type { Surface } from '@optimizer-zoo/testbed';
import { chart, document, figure } from './chart.js';
import type { Entry } from './entries.js';
import { foregroundOf, othersNote } from './foreground.js';
import { type Html, html } from './html.js';
import type { Look, Looks } from './palette.js';
import type { Score } from './scores.js';
import { settingText } from './setting-text.js';
import type { Task } from './tasks.js';

const size = { width: 250, height: 210, marginLeft: 36, marginRight: 6, marginTop: 8, marginBottom: 26 };

/** The way of each optimizer through the plane, on the contours of the objective; only for two parameters. */
export function trajectories(task: Task, scores: readonly Score[], looks: Looks): Html | undefined {
  const surface = task.known?.surface;
  const shown = foregroundOf(scores);
  const drawn = task.entries.filter(({ label, runs }) => shown.has(label) && runs[0].trajectory);
  if (!surface || drawn.length === 0) return undefined;
  const id = `contours-${drawn[0].runs[0].id}`;
  return html`<figure><figcaption><strong>Trajectories</strong> from the first seed (○ start, ● end${task.known?.minimum?.point && ', + minimum'}) with the chosen setting. Darker is higher.${othersNote(scores, 'are not drawn')}</figcaption>
<div class="planes">${drawn.map((entry, index) => plane(task, entry, looks.get(entry.label)!, index === 0 ? contours(task, surface, id) : reuse(id)))}</div></figure>`;
}

function plane(task: Task, entry: Entry, { color, className, swatch }: Look, background: Plot.Markish): Html {
  const { x, y } = task.known!.surface!;
  const { label, runs } = entry;
  const [{ trajectory, status }] = runs;
  const way = trajectory!;
  const lost = status !== 'ok';
  const drawing = chart(`Trajectory of ${label} on ${task.label}.`, {
    ...size,
    x: { domain: [...x], label: null, ticks: 3 },
    y: { domain: [...y], label: null, ticks: 3 },
    marks: [
      background,
      Plot.line(way, { stroke: 'var(--panel)', strokeWidth: 4, strokeOpacity: 0.8, clip: true }),
      Plot.line(way, { stroke: color, strokeWidth: 1.8, clip: true }),
      Plot.text(minimumOf(task), { text: () => '+', fontSize: 22, fill: 'currentColor', clip: true }),
      Plot.dot(way.slice(0, 1), { r: 4, stroke: color, strokeWidth: 2, fill: 'var(--panel)', clip: true }),
      Plot.dot(lost ? [] : way.slice(-1), { r: 4, fill: color, stroke: 'var(--panel)', clip: true }),
    ],
  });
  const caption = html`${swatch}${label} <small>${settingText(entry)}${lost && ', diverged'}</small>`;
  return figure(caption, drawing, className);
}

/** Contours of the logarithm of the gap, so that a valley and its walls are both seen. Shades add up towards the heights. */
function contours({ known }: Task, { x, y, value }: Surface, id: string): Plot.Markish {
  const bottom = known?.minimum?.value ?? lowestOnGrid({ x, y, value });
  return Plot.contour({
    x1: x[0],
    x2: x[1],
    y1: y[0],
    y2: y[1],
    value: (a: number, b: number) => Math.log10(Math.max(0, value(a, b) - bottom) + 1e-2),
    thresholds: 14,
    pixelSize: 2,
    fill: 'currentColor',
    fillOpacity: 0.024,
    stroke: 'var(--panel)',
    strokeWidth: 0.5,
    render: (index, scales, values, dimensions, context, next) => {
      const drawing = next!(index, scales, values, dimensions, context)!;
      drawing.setAttribute('id', id);
      return drawing;
    },
  } as Plot.ContourOptions);
}

/** The same contours again: drawn once on a page. */
const reuse = (id: string) => (): SVGElement => {
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#${id}`);
  return use;
};

function lowestOnGrid({ x, y, value }: Surface): number {
  const ticks = ([from, to]: readonly [number, number]) =>
    Array.from({ length: 60 }, (_, index) => from + ((to - from) * index) / 59);
  const values = ticks(x).flatMap((a) => ticks(y).map((b) => value(a, b)));
  return values.filter(Number.isFinite).reduce((lowest, z) => Math.min(lowest, z), Number.POSITIVE_INFINITY);
}

const minimumOf = ({ known }: Task) => (known?.minimum?.point ? [[...known.minimum.point]] : []);
