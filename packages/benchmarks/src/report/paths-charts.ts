import * as Plot from '@observablehq/plot';
import { overlapRankOf, type Reading } from '../landscape/instruments.js';
import type { Paths } from '../landscape/paths.js';
import { problemFrom } from '../real-data/problems.js';
import { chart, figure } from './chart.js';
import { lineOptions } from './figures/draw-lines.js';
import type { AxisOptions } from './figures/line-plot.js';
import { formatNumber, formatPercent, plural } from './format.js';
import { type Html, html } from './html.js';
import type { Looks } from './palette.js';
import { heightsNote, planeAxes, planeContours } from './plane-contours.js';
import { extentOf } from './statistics.js';
import { framed, heightShades, wayMark, waySize, wayStart } from './ways.js';

const size = { ...waySize, marginLeft: 44, marginTop: 28, marginBottom: 46 };

/** The paths on the plane of their principal components. */
export function pathsFigure({ runs, ways, shares, plane }: Paths, looks: Looks): Html {
  const drawn = runs.map(({ label }, i) => ({
    label,
    points: ways[i],
    look: looks.get(label)!,
    used: 1,
    isLost: false,
  }));
  const [first, second] = shares.map(formatPercent);
  const drawing = chart('Paths of all optimizers in the plane of their first two principal components.', {
    ...size,
    ...planeAxes(plane, [`first component, ${first} of the variance`, `second component, ${second}`]),
    marks: [planeContours(plane, heightShades), framed('frame-paths', drawn.map((way) => wayMark(way, 2)), size), wayStart(drawn[0])], // biome-ignore format: one line
  });
  return html`<figure class="ways" id="paths"><figcaption><strong>Paths</strong> from one start (○ start, ● end). ${heightsNote(plane)}</figcaption>
${drawing}</figure>`;
}

/** What is drawn of the readings of an instrument. */
interface Instrument {
  readonly of: keyof Reading;
  readonly label: string;
  readonly caption: Html;
  readonly axis?: Omit<AxisOptions, 'label'>;
  readonly marks?: readonly Plot.Markish[];
}

/** What instruments tell over time, a chart each. */
export function instrumentCharts(paths: Paths, looks: Looks): Html[] {
  const rank = overlapRankOf(problemFrom(paths.problem).dimension);
  const instruments: Instrument[] = [
    sharpnessOf(paths, looks),
    {
      of: 'overlap',
      label: '↑ share',
      caption: html`<strong>Share of the gradient</strong> in the span of the Hessian's top ${plural(rank, 'eigenvector')}.`,
      axis: { domain: [0, 1], isLog: false },
    },
    { of: 'updateNorm', label: '↑ length', caption: html`<strong>Length of the update</strong>, ‖θₜ − θₜ₋₁‖.` },
    {
      of: 'effectiveStep',
      label: '↑ effective step',
      caption: html`<strong>Effective step</strong>: length of the update over that of the gradient of what the step sees; of plain gradient descent the step size.`,
    },
    {
      of: 'objective',
      label: '↑ objective',
      caption: html`<strong>Objective</strong> over all data, at the same steps.`,
    },
  ];
  return instruments.map((instrument) => linesOf(paths, looks, instrument));
}

/** With 2 / step size of each optimizer where it is not far above all. */
function sharpnessOf(paths: Paths, looks: Looks): Instrument {
  const values = valuesOf(paths, 'sharpness');
  const top = Math.max(0, extentOf(values)[1]);
  const edges = paths.runs
    .map(({ label, stepSize }) => ({ label, edge: 2 / stepSize }))
    .filter(({ edge }) => Number.isFinite(edge));
  const near = edges.filter(({ edge }) => edge < 3 * top);
  const far = edges.filter((one) => !near.includes(one));
  const rules = near.map(({ label, edge }) => {
    const { color, className } = looks.get(label)!;
    return Plot.ruleY([edge], { stroke: color, strokeDasharray: '1 4', strokeWidth: 1.5, className });
  });
  const words = (list: typeof edges) => list.map(({ label, edge }) => `${label} ${formatNumber(edge)}`).join(', ');
  const caption = html`<strong>Sharpness</strong>, the largest eigenvalue of the Hessian.${near.length > 0 && ` Dotted: 2 / step size (${words(near)}), above which plain gradient descent moves away; momentum and preconditioners have thresholds of their own.`}${far.length > 0 && ` Far above, and not drawn: 2 / step size of ${words(far)}.`}`;
  const axis = axisOf([...values, ...near.map(({ edge }) => edge)]);
  return { of: 'sharpness', label: '↑ largest eigenvalue', caption, axis, marks: rules };
}

/** A line for each optimizer; where a reading is no number, there is no point. */
function linesOf(paths: Paths, looks: Looks, { of, label, caption, ...own }: Instrument): Html {
  const { axis = axisOf(valuesOf(paths, of)), marks = [] } = own;
  const series = paths.runs.map(({ readings }, optimizer) => {
    const seen = readings.filter((reading) => Number.isFinite(reading[of]) && (!axis.isLog || reading[of] > 0));
    return { optimizer, at: seen.map(({ step }) => step), middle: seen.map((reading) => reading[of]), isFront: true };
  });
  const title = `${label.slice(2)} of each optimizer against the step.`;
  const x = { label: 'step →', domain: [0, paths.steps], isLog: false } as const;
  const plot = { title, x, y: { ...axis, label }, isStepped: false, bands: 'all', series } as const;
  const optimizers = [...looks].map(([name, { color, dash, index }]) => ({ label: name, color, dash, place: index }));
  const options = lineOptions(plot, optimizers);
  return figure(caption, chart(title, { ...options, marks: [...marks, ...options.marks!] }));
}

const valuesOf = ({ runs }: Paths, of: keyof Reading) =>
  runs.flatMap(({ readings }) => readings.map((reading) => reading[of])).filter(Number.isFinite);

/** Logarithmic where values span more than a decade; else from 0. */
function axisOf(values: readonly number[]): Omit<AxisOptions, 'label'> {
  const [low, high] = extentOf(values);
  if (low > 0 && high > 10 * low) return { domain: [low, high], isLog: true };
  const [bottom, top] = [Math.min(0, low), Math.max(0, 1.05 * high)];
  return { domain: [bottom, top > bottom ? top : 1], isLog: false };
}
