import * as Plot from '@observablehq/plot';
import { unitOf } from '../study/budget.js';
import type { RunRecord } from '../study/run-record.js';
import { along } from './along.js';
import { chart, type Extent, figure, logAxis, spread } from './chart.js';
import { type Entry, lostRuns } from './entries.js';
import { foregroundOf, othersNote } from './foreground.js';
import { formatTicks, unitNames } from './format.js';
import { type Html, html } from './html.js';
import { measureDomain } from './measure-domain.js';
import type { Look, Looks } from './palette.js';
import { measure, measureName, type Score } from './scores.js';
import { extentOf, median } from './statistics.js';
import type { Task } from './tasks.js';

interface Point {
  /** What was spent, as the budget counts it. */
  readonly at: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

const size = { width: 570, height: 330, marginLeft: 54, marginRight: 172, marginTop: 28, marginBottom: 46 };
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
  const unit = unitNames[unitOf(task.budget)];
  const drawing = chart(`Loss curves on ${task.label}: ${measureName(task)} against ${unit}s.`, {
    ...size,
    x: { domain: [0, limitOf(task)], label: `${unit}s →`, ticks: 5, nice: false },
    y: { ...y, grid: true },
    marks: [
      ...behind.map((line) => backgroundMark(line, clamp)),
      ...front.flatMap((line, index) => [...lineMarks(task, line, clamp), nameMark(line, spots[index])]),
    ],
  });
  return figure(caption(task, scores), drawing);
}

const limitOf = ({ budget }: Task): number => budget[unitOf(budget)]!;

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
  return Plot.line(some, { x: 'at', y, strokeWidth: 1, stroke: look.color, className: `${look.className} behind` });
}

function lineMarks(task: Task, { entry, points, look }: Line, clamp: Clamp): Plot.Markish[] {
  const { color, className } = look;
  const end = points.at(-1);
  const ended = end && end.at < limitOf(task) && lostRuns(entry) > 0 ? [end] : [];
  const y = ({ middle }: Point) => clamp(middle);
  const title = () => entry.label;
  return [
    Plot.areaY(entry.runs.length > 1 ? points : [], {
      x: 'at',
      y1: ({ low }: Point) => clamp(low),
      y2: ({ high }: Point) => clamp(high),
      fill: color,
      fillOpacity: 0.1,
      className,
    }),
    Plot.line(points, { x: 'at', y, strokeWidth: 1.8, strokeDasharray: look.dash, title, stroke: color, className }),
    Plot.text(ended, { x: 'at', y, text: () => '×', fill: color, fontSize: 18, className }),
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

/**
 * Median, lowest and highest over seeds at each point (these two of the seeds that are finite), as far as the median is.
 * Between its points a run stands where it was, and at its end it stays, unless it has diverged.
 */
function pointsOf(task: Task, { runs }: Entry): Point[] {
  const courses = runs.map((run) => courseOf(task, run));
  const spots = [...new Set(courses.flatMap(({ at }) => at))].sort((a, b) => a - b);
  if (spots.length > 0 && spots.at(-1)! < limitOf(task)) spots.push(limitOf(task));
  const points = spots.map((at) => {
    const values = courses.map((course) => course.valueAt(at));
    const [low, high] = extentOf(values.filter(Number.isFinite));
    return { at, low, middle: median(values), high };
  });
  const lost = points.findIndex(({ middle }) => !Number.isFinite(middle));
  return lost < 0 ? points : points.slice(0, lost);
}

/** A run as a function of what was spent, to be asked from left to right. */
function courseOf(task: Task, run: RunRecord) {
  const at = along(run, unitOf(task.budget));
  let index = 0;
  const valueAt = (spot: number): number => {
    if (run.status !== 'ok' && spot > (at.at(-1) ?? 0)) return Number.POSITIVE_INFINITY;
    while (index + 1 < at.length && at[index + 1] <= spot) index++;
    return measure(task, run.curve[index]?.[1] ?? null);
  };
  return { at, valueAt };
}

function pixel(value: number, [low, high]: Extent, isLog: boolean): number {
  const along = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return size.height - size.marginBottom - along * (size.height - size.marginBottom - size.marginTop);
}

const short = (label: string) => (label.length > 15 ? `${label.slice(0, 14)}…` : label);
