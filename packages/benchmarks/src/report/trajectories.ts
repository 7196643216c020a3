import * as Plot from '@observablehq/plot';
import type { Surface } from '@optimizer-zoo/testbed';
import { unitOf } from '../study/budget.js';
import { along } from './along.js';
import { chart, figure } from './chart.js';
import type { Entry } from './entries.js';
import { foregroundOf, othersNote } from './foreground.js';
import { type Html, html } from './html.js';
import type { Looks } from './palette.js';
import type { Score } from './scores.js';
import { settingText } from './setting-text.js';
import type { Task } from './tasks.js';
import {
  draw,
  framed,
  heightShades,
  waySize as large,
  type Way,
  type WaySize,
  wayMark,
  wayRows,
  wayStart,
} from './ways.js';

const small = { width: 250, height: 210, marginLeft: 36, marginRight: 6, marginTop: 8, marginBottom: 26 };

/** The way of each optimizer through the plane, on the contours of the objective; only for two parameters. */
export function trajectories(task: Task, scores: readonly Score[], looks: Looks, name: string): Html | undefined {
  const surface = task.known?.surface;
  const shown = foregroundOf(scores);
  const drawn = task.entries.filter(({ label, runs }) => shown.has(label) && runs[0].trajectory);
  if (!surface || drawn.length === 0) return undefined;
  const id = `contours-${drawn[0].runs[0].id}`;
  const ways = drawn.map((entry) => wayOf(entry, looks));
  const all = chart(`Trajectories of all optimizers on ${task.label}.`, {
    ...plane(surface, large),
    marks: [
      contours(task, surface, id),
      framed(
        `frame-${drawn[0].runs[0].id}`,
        ways.map((way) => wayMark(way, 2)),
        large,
      ),
      minimum(task),
      wayStart(ways[0]),
    ],
  });
  const each = ways.map((way) => alone(task, surface, way, { contours: id, name }));
  const caption = html`<strong>Trajectories</strong> from the first seed (○ start, ● end${task.known?.minimum?.point && ', + minimum'}) with the chosen setting. The stronger the shade, the higher.${othersNote(scores, 'are not drawn')}`;
  return figure(caption, all, {
    id: name,
    className: 'ways',
    rows: wayRows(ways),
    more: html`<details><summary>Each by itself</summary><div class="planes">${each}</div></details>`,
  });
}

interface EntryWay extends Way {
  readonly entry: Entry;
}

const wayOf = (entry: Entry, looks: Looks): EntryWay => ({
  entry,
  label: entry.label,
  points: entry.runs[0].trajectory!,
  look: looks.get(entry.label)!,
  used: usedOf(entry.runs[0]),
  isLost: entry.runs[0].status !== 'ok',
});

const plane = ({ x, y }: Surface, size: WaySize): Plot.PlotOptions => ({
  ...size,
  x: { domain: [...x], label: null, ticks: 3 },
  y: { domain: [...y], label: null, ticks: 3 },
});

function alone(
  task: Task,
  surface: Surface,
  way: EntryWay,
  { contours, name }: { readonly contours: string; readonly name: string },
): Html {
  const { entry, look, isLost } = way;
  const drawing = chart(`Trajectory of ${entry.label} on ${task.label}.`, {
    ...plane(surface, small),
    marks: [
      reuse(contours),
      framed(`frame-${entry.runs[0].id}-alone`, [wayMark(way, 1.8)], small),
      minimum(task),
      wayStart(way),
    ],
  });
  const caption = html`${look.swatch}${entry.label} <small>${settingText(entry)}${isLost && ', diverged'}</small>`;
  return figure(caption, drawing, { id: `${name}-${look.index + 1}`, className: look.className, rows: wayRows([way]) });
}

/** Share of the budget after which a run ended. */
function usedOf(run: Entry['runs'][number]): number {
  const unit = unitOf(run.config);
  return Math.min(1, (along(run, unit).at(-1) ?? 0) / run.config[unit]!);
}

const minimum = ({ known }: Task): Plot.Markish =>
  Plot.text(known?.minimum?.point ? [[...known.minimum.point]] : [], { text: () => '+', fontSize: 22, fill: 'currentColor', clip: true }); // biome-ignore format: one line

/** Contours of the logarithm of the gap, so that a valley and its walls are both seen. */
function contours({ known }: Task, { x, y, value }: Surface, id: string): Plot.Markish {
  const bottom = known?.minimum?.value ?? lowestOnGrid({ x, y, value });
  return Plot.contour({
    x1: x[0],
    x2: x[1],
    y1: y[0],
    y2: y[1],
    value: (a: number, b: number) => Math.log10(Math.max(0, value(a, b) - bottom) + 1e-2),
    pixelSize: 4,
    ...heightShades,
    render: (index, scales, values, dimensions, context, next) => {
      const drawing = next!(index, scales, values, dimensions, context)!;
      drawing.setAttribute('id', id);
      return drawing;
    },
  } as Plot.ContourOptions);
}

/** The same contours again, smaller: drawn once on a page. */
const reuse = (id: string) => (): SVGElement => {
  const [inner, outer] = [small, large].map(({ width, height, marginLeft, marginRight, marginTop, marginBottom }) => ({
    width: width - marginLeft - marginRight,
    height: height - marginTop - marginBottom,
  }));
  const [a, b] = [inner.width / outer.width, inner.height / outer.height];
  const [dx, dy] = [small.marginLeft - a * large.marginLeft, small.marginTop - b * large.marginTop];
  return draw('use', { href: `#${id}`, transform: `matrix(${a} 0 0 ${b} ${dx} ${dy})` });
};

function lowestOnGrid({ x, y, value }: Surface): number {
  const ticks = ([from, to]: readonly [number, number]) =>
    Array.from({ length: 60 }, (_, index) => from + ((to - from) * index) / 59);
  const values = ticks(x).flatMap((a) => ticks(y).map((b) => value(a, b)));
  return values.filter(Number.isFinite).reduce((lowest, z) => Math.min(lowest, z), Number.POSITIVE_INFINITY);
}
