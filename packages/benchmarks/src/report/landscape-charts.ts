import * as Plot from '@observablehq/plot';
import type { Slice1d, Slice2d, SpectralDensity } from '@optimizer-zoo/optimizers/landscape';
import type { Moment, Survey } from '../landscape/survey.js';
import { chart, figure } from './chart.js';
import { formatNumber, formatTicks } from './format.js';
import { type Html, html } from './html.js';
import { logAxis } from './log-axis.js';
import { heightsNote, planeAxes, planeContours } from './plane-contours.js';
import { extentOf } from './statistics.js';

const size = { width: 520, height: 300, marginLeft: 52, marginRight: 20, marginTop: 28, marginBottom: 46 };
const square = { width: 520, height: 440, marginLeft: 40, marginRight: 16, marginTop: 28, marginBottom: 46 };
const accent = 'var(--accent)';
const tickFormat = (value: number) => formatNumber(value);
const finite = (values: readonly number[]) => values.filter(Number.isFinite);

/** The largest eigenvalue against the step, with 2 / step size where it is not far above all of them. */
export function sharpnessChart({ moments, stepSize }: Survey): Html {
  const top = Math.max(0, extentOf(finite(moments.map(({ sharpness }) => sharpness)))[1]);
  const edge = 2 / stepSize;
  const isNear = edge < 3 * top;
  const drawing = chart('The largest eigenvalue of the Hessian against the step.', {
    ...size,
    x: { label: 'step →', ticks: 5 },
    y: { label: '↑ largest eigenvalue', grid: true, zero: true, tickFormat, nice: true },
    marks: [
      Plot.ruleY(isNear ? [edge] : [], { stroke: 'currentColor', strokeDasharray: '4 3', strokeOpacity: 0.7 }),
      Plot.text(isNear ? [edge] : [], {
        y: (value: number) => value,
        frameAnchor: 'right',
        textAnchor: 'end',
        dy: -8,
        text: () => `2 / ${formatNumber(stepSize)} = ${formatNumber(edge)}`,
        fill: 'currentColor',
      }),
      ...line(moments, 'step', 'sharpness'),
    ],
  });
  const threshold = isNear
    ? 'The dashed line is 2 / step size: above it plain gradient descent moves away along the steepest direction.'
    : `2 / step size, the threshold of plain gradient descent, is ${formatNumber(edge)}, far above.`;
  return figure(html`<strong>Sharpness along training.</strong> ${threshold}`, drawing);
}

export function objectiveChart({ moments }: Survey): Html {
  const values = moments.map(({ objective }) => objective);
  const [low, high] = extentOf(values);
  const isLog = low > 0 && high > 10 * low;
  const drawing = chart('The objective against the step.', {
    ...size,
    x: { label: 'step →', ticks: 5 },
    y: {
      ...(isLog ? logAxis('↑ objective', [low, high]) : { label: '↑ objective', tickFormat: formatTicks([low, high]) }),
      grid: true,
    },
    marks: line(moments, 'step', 'objective'),
  });
  return figure(html`<strong>Objective</strong> over all data, at the same steps.`, drawing);
}

const line = (moments: readonly Moment[], x: keyof Moment, y: keyof Moment): Plot.Markish[] => [
  Plot.line(moments, { x, y, stroke: accent, strokeWidth: 1.8 }),
  Plot.dot(moments, {
    x,
    y,
    r: 2,
    fill: accent,
    title: (moment: Moment) => `${moment.step}: ${tickFormat(moment[y])}`,
  }),
];

/** On a logarithmic axis, as most eigenvalues lie near 0. */
export function densityChart(name: string, { at, density, nodes }: SpectralDensity): Html {
  const [, top] = extentOf(density);
  const floor = 1e-4 * top;
  const values = nodes.map(({ value }) => value);
  const extent = extentOf(values)
    .map((value) => formatNumber(value))
    .join(' to ');
  const drawing = chart(`Density of the eigenvalues of the Hessian ${name}.`, {
    ...size,
    x: { label: 'eigenvalue →', ticks: 6, tickFormat: formatTicks(extentOf(at)) },
    y: { ...logAxis('↑ density', [floor, 2 * top]), grid: true },
    marks: [
      Plot.areaY(at, {
        x: (t: number) => t,
        y1: floor,
        y2: (_: number, i: number) => Math.max(floor, density[i]),
        fill: accent,
        fillOpacity: 0.15,
      }),
      Plot.line(at, {
        x: (t: number) => t,
        y: (_: number, i: number) => Math.max(floor, density[i]),
        stroke: accent,
        strokeWidth: 1.4,
      }),
      Plot.ruleX([0], { stroke: 'currentColor', strokeOpacity: 0.4 }),
    ],
  });
  return figure(html`<strong>Spectrum ${name}.</strong> Density of all eigenvalues; found from ${extent}.`, drawing);
}

/** The loss along lines of one kind, the first of them drawn strongest. */
export function linesChart(caption: Html, label: string, lines: readonly Slice1d[], marked: readonly number[]): Html {
  const extent = extentOf(finite(lines.flatMap(({ values }) => values)));
  const drawing = chart(`The objective along ${lines.length > 1 ? 'lines' : 'a line'}.`, {
    ...size,
    x: { label, ticks: 6 },
    y: { label: '↑ objective', grid: true, ticks: 5, tickFormat: formatTicks(extent), nice: true },
    marks: [
      Plot.ruleX(marked, { stroke: 'currentColor', strokeDasharray: '3 3', strokeOpacity: 0.6 }),
      ...lines.map(({ at, values }, index) =>
        Plot.line(at, {
          x: (t: number) => t,
          y: (_: number, i: number) => (Number.isFinite(values[i]) ? values[i] : Number.NaN),
          stroke: accent,
          strokeWidth: 1.8,
          strokeOpacity: 1 - 0.16 * index,
        }),
      ),
    ],
  });
  return figure(caption, drawing);
}

/** A heat map with contours. */
export function planeChart(caption: Html, plane: Slice2d): Html {
  const drawing = chart('The objective on a plane.', {
    ...square,
    ...planeAxes(plane, ['first direction', 'second direction']),
    marks: [
      planeContours(plane, {
        thresholds: 18,
        fill: accent,
        fillOpacity: 0.055,
        stroke: 'var(--panel)',
        strokeWidth: 0.6,
      }),
      Plot.text([[0, 0]], { text: () => '+', fontSize: 22, fill: 'currentColor' }),
    ],
  });
  return figure(html`${caption} ${heightsNote(plane)}`, drawing);
}
