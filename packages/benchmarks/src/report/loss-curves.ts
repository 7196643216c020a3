import * as Plot from '@observablehq/plot';
import { chart, type Extent, figure, logAxis, spread } from './chart.js';
import { formatNumber } from './format.js';
import { type Html, html } from './html.js';
import { measureDomain } from './measure-domain.js';
import { colorOf, dashOf } from './palette.js';
import { measure, measureName } from './scores.js';
import { median } from './statistics.js';
import { type Entry, lostRuns, type Task } from './tasks.js';

interface Point {
  readonly step: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

const size = { width: 520, height: 330, marginLeft: 48, marginRight: 118, marginTop: 24, marginBottom: 38 };
const labelDistance = 14;

/** Loss against step for each optimizer of a task: the median over seeds, and a band from the best to the worst. */
export function lossCurves(task: Task, labels: readonly string[]): Html {
  const lines = task.entries.map((entry) => ({ ...entry, points: pointsOf(task, entry) }));
  const domain = measureDomain(
    task,
    task.entries.flatMap(({ runs }) => runs),
  );
  const isLog = domain[0] > 0;
  const clamp = (value: number) => Math.min(Math.max(value, domain[0]), domain[1]);
  const y: Plot.ScaleOptions = isLog
    ? logAxis(`↑ ${measureName(task)}`, domain)
    : { domain: [...domain], label: `↑ ${measureName(task)}`, tickFormat: (value: number) => formatNumber(value) };
  const heights = lines.map(({ points }) => pixel(clamp(points.at(-1)?.middle ?? domain[1]), domain, isLog));
  const spots = spread(heights, labelDistance, [size.marginTop, size.height - size.marginBottom]);
  const drawing = chart(`Loss curves on ${task.label}: ${measureName(task)} against step.`, {
    ...size,
    x: { domain: [0, task.steps], label: 'step →', ticks: 5, nice: false },
    y: { ...y, grid: true },
    marks: lines.flatMap(({ points, ...entry }, index) => {
      const { label, runs } = entry;
      const style = { stroke: colorOf(label), className: `optimizer optimizer-${labels.indexOf(label)}` };
      const end = points.at(-1);
      const lost = lostRuns(entry);
      const ended = end && end.step < task.steps ? [end] : [];
      return [
        Plot.areaY(runs.length > 1 ? points : [], {
          x: 'step',
          y1: ({ low }: Point) => clamp(low),
          y2: ({ high }: Point) => clamp(high),
          fill: colorOf(label),
          fillOpacity: 0.1,
          className: style.className,
        }),
        Plot.line(points, {
          x: 'step',
          y: ({ middle }: Point) => clamp(middle),
          strokeWidth: 1.8,
          strokeDasharray: dashOf(label, labels),
          title: () => label,
          ...style,
        }),
        Plot.text(ended, {
          x: 'step',
          y: ({ middle }: Point) => clamp(middle),
          text: () => '×',
          fill: colorOf(label),
          fontSize: 18,
        }),
        Plot.text([label], {
          frameAnchor: 'right',
          textAnchor: 'start',
          dx: 8,
          dy: spots[index] - (size.marginTop + size.height - size.marginBottom) / 2,
          text: () => `${short(label)}${lost > 0 ? ` ×${lost}` : ''}`,
          fill: colorOf(label),
          fontWeight: 600,
          className: style.className,
        }),
      ];
    }),
  });
  const areLost = task.entries.some((entry) => lostRuns(entry) > 0);
  const caption = html`<strong>Loss curves.</strong> Median over seeds; the band runs from the best to the worst seed.${areLost && ' ×1 by a name: one seed diverged.'}`;
  return figure(caption, drawing);
}

/** Median, lowest and highest over seeds at each step (these two of the seeds that are finite), as far as the median is. */
function pointsOf(task: Task, { runs }: Entry): Point[] {
  const steps = [...new Set(runs.flatMap(({ curve }) => curve.map(([step]) => step)))].sort((a, b) => a - b);
  const byStep = runs.map(({ curve }) => new Map(curve));
  const points = steps.map((step) => {
    const values = byStep.map((curve) => measure(task, curve.get(step) ?? null));
    const finite = values.filter(Number.isFinite);
    return { step, low: Math.min(...finite), middle: median(values), high: Math.max(...finite) };
  });
  const lost = points.findIndex(({ middle }) => !Number.isFinite(middle));
  return lost < 0 ? points : points.slice(0, lost);
}

function pixel(value: number, [low, high]: Extent, isLog: boolean): number {
  const along = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return size.height - size.marginBottom - along * (size.height - size.marginBottom - size.marginTop);
}

const short = (label: string) => (label.length > 16 ? `${label.slice(0, 15)}…` : label);
