import * as Plot from '@observablehq/plot';
import { chart, type Extent, figure, logAxis, spread } from './chart.js';
import { type Entry, lostRuns } from './entries.js';
import { foregroundOf, othersNote } from './foreground.js';
import { formatTicks } from './format.js';
import { type Html, html } from './html.js';
import { measureDomain } from './measure-domain.js';
import type { Look, Looks } from './palette.js';
import { measure, measureName, type Score } from './scores.js';
import { extentOf, median } from './statistics.js';
import type { Task } from './tasks.js';

interface Point {
  readonly step: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

const size = { width: 540, height: 330, marginLeft: 54, marginRight: 142, marginTop: 28, marginBottom: 46 };
const labelDistance = 18;
/** Enough for a line that is only there to be compared with. */
const backgroundPoints = 30;

interface Line {
  readonly entry: Entry;
  readonly points: readonly Point[];
  readonly look: Look;
}

/** Loss against step for each optimizer of a task: the median over seeds, and a band from the best to the worst. */
export function lossCurves(task: Task, scores: readonly Score[], looks: Looks): Html {
  const shown = foregroundOf(scores);
  const lines = task.entries.map((entry) => ({ entry, points: pointsOf(task, entry), look: looks.get(entry.label)! }));
  const front = lines.filter(({ entry }) => shown.has(entry.label));
  const behind = lines.filter(({ entry }) => !shown.has(entry.label));
  const domain = measureDomain(
    task,
    front.flatMap(({ entry }) => entry.runs),
  );
  const isLog = domain[0] > 0;
  const clamp = (value: number) => Math.min(Math.max(value, domain[0]), domain[1]);
  const y: Plot.ScaleOptions = isLog
    ? logAxis(`↑ ${measureName(task)}`, domain)
    : { domain: [...domain], label: `↑ ${measureName(task)}`, tickFormat: formatTicks(domain) };
  const heights = front.map(({ points }) => pixel(clamp(points.at(-1)?.middle ?? domain[1]), domain, isLog));
  const spots = spread(heights, labelDistance, [size.marginTop, size.height - size.marginBottom]);
  const drawing = chart(`Loss curves on ${task.label}: ${measureName(task)} against step.`, {
    ...size,
    x: { domain: [0, lastStep(task)], label: 'step →', ticks: 5, nice: false },
    y: { ...y, grid: true },
    marks: [
      ...behind.map((line) => backgroundMark(line, clamp)),
      ...front.flatMap((line, index) => [...lineMarks(task, line, clamp), nameMark(line, spots[index])]),
    ],
  });
  return figure(caption(task, scores), drawing);
}

const lastStep = ({ budget, runs }: Task): number =>
  budget.steps ?? Math.max(...runs.map(({ curve }) => curve.at(-1)?.[0] ?? 0));

function caption({ entries }: Task, scores: readonly Score[]): Html {
  const areLost = entries.some((entry) => lostRuns(entry) > 0);
  const areSeeds = entries.some(({ runs }) => runs.length > 1);
  const meaning = areSeeds ? 'Median over seeds; the band runs from the best to the worst seed.' : 'One seed.';
  return html`<strong>Loss curves.</strong> ${meaning}${areLost && ' ×1 by a name: one seed diverged.'}${othersNote(scores, 'are faint; pointing at a row of the table brings one out')}`;
}

type Clamp = (value: number) => number;

function backgroundMark({ points, look }: Line, clamp: Clamp): Plot.Markish {
  const stride = Math.ceil(points.length / backgroundPoints);
  const some = points.filter((_, index) => index % stride === 0 || index === points.length - 1);
  const y = ({ middle }: Point) => clamp(middle);
  return Plot.line(some, { x: 'step', y, strokeWidth: 1, stroke: look.color, className: `${look.className} behind` });
}

function lineMarks(task: Task, { entry, points, look }: Line, clamp: Clamp): Plot.Markish[] {
  const { color, className } = look;
  const end = points.at(-1);
  const ended = end && end.step < lastStep(task) ? [end] : [];
  const y = ({ middle }: Point) => clamp(middle);
  const title = () => entry.label;
  return [
    Plot.areaY(entry.runs.length > 1 ? points : [], {
      x: 'step',
      y1: ({ low }: Point) => clamp(low),
      y2: ({ high }: Point) => clamp(high),
      fill: color,
      fillOpacity: 0.1,
      className,
    }),
    Plot.line(points, { x: 'step', y, strokeWidth: 1.8, strokeDasharray: look.dash, title, stroke: color, className }),
    Plot.text(ended, { x: 'step', y, text: () => '×', fill: color, fontSize: 18, className }),
  ];
}

function nameMark({ entry, look }: Line, spot: number): Plot.Markish {
  const lost = lostRuns(entry);
  return Plot.text([entry.label], {
    frameAnchor: 'right',
    textAnchor: 'start',
    dx: 8,
    dy: spot - (size.marginTop + size.height - size.marginBottom) / 2,
    text: (label: string) => `${short(label)}${lost > 0 ? ` ×${lost}` : ''}`,
    fill: look.color,
    fontWeight: 600,
    className: look.className,
  });
}

/** Median, lowest and highest over seeds at each step (these two of the seeds that are finite), as far as the median is. */
function pointsOf(task: Task, { runs }: Entry): Point[] {
  const steps = [...new Set(runs.flatMap(({ curve }) => curve.map(([step]) => step)))].sort((a, b) => a - b);
  const byStep = runs.map(({ curve }) => new Map(curve));
  const points = steps.map((step) => {
    const values = byStep.map((curve) => measure(task, curve.get(step) ?? null));
    const [low, high] = extentOf(values.filter(Number.isFinite));
    return { step, low, middle: median(values), high };
  });
  const lost = points.findIndex(({ middle }) => !Number.isFinite(middle));
  return lost < 0 ? points : points.slice(0, lost);
}

function pixel(value: number, [low, high]: Extent, isLog: boolean): number {
  const along = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return size.height - size.marginBottom - along * (size.height - size.marginBottom - size.marginTop);
}

const short = (label: string) => (label.length > 15 ? `${label.slice(0, 14)}…` : label);
