import * as Plot from '@observablehq/plot';
import type { OptimizerData } from '../data/optimizer-data.js';
import { formatTicks } from '../format.js';
import { type Extent, logAxis, spread } from '../log-axis.js';
import type { AxisOptions, Level, LinePlot, Series } from './line-plot.js';
import type { Window } from './view.js';

/** Room for the figure, its axes, and the names behind the lines. */
export const lineSize = { width: 570, height: 330, marginLeft: 54, marginRight: 172, marginTop: 28, marginBottom: 46 };
const labelDistance = 18;

interface Point {
  readonly at: number;
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** What Plot makes of a figure of lines; `seen` is the part of it that is seen. */
export function lineOptions(plot: LinePlot, page: readonly OptimizerData[], seen: Window = {}): Plot.PlotOptions {
  const optimizers = plot.names ?? page;
  const [x, y] = [windowed(plot.x, seen.x), windowed(plot.y, seen.y)];
  const clamp = (value: number) => Math.min(Math.max(value, plot.y.domain[0]), plot.y.domain[1]);
  const front = plot.series.filter(({ isFront }) => isFront);
  const behind = plot.series.filter(({ isFront }) => !isFront);
  const ends = front.map((one) => lastSeen(one, x.domain, plot.isStepped));
  const spots = spread(
    ends.map((end) => pixel(clamp(end ?? plot.y.domain[1]), y)),
    labelDistance,
    [lineSize.marginTop, lineSize.height - lineSize.marginBottom],
  );
  const lines = (series: Series) => ({
    series,
    points: pointsOf(series, x.domain, plot.isStepped, clamp),
    look: { ...lookOf(optimizers, series), clip: seen.y !== undefined },
    plot,
  });
  return {
    ...lineSize,
    x: { ...scaleOf(x), nice: false },
    y: { ...scaleOf(y), grid: true },
    marks: [
      ...(plot.levels ?? []).flatMap((level) => levelMarks(level, optimizers, { x, y })),
      ...behind.map((series) => faint(lines(series))),
      ...front.flatMap((series, index) => [
        ...strong(lines(series), index === 0),
        name(series, optimizers[series.optimizer], spots[index]),
      ]),
    ],
  };
}

interface Line {
  readonly series: Series;
  readonly points: readonly Point[];
  readonly look: {
    readonly stroke: string;
    readonly strokeDasharray: string;
    readonly className: string;
    readonly clip: boolean;
  };
  readonly plot: LinePlot;
}

const lookOf = (optimizers: readonly OptimizerData[], { optimizer }: Series) => ({
  stroke: optimizers[optimizer].color,
  strokeDasharray: optimizers[optimizer].dash,
  className: classOf(optimizer),
});

const windowed = (axis: AxisOptions, seen: Extent | undefined): AxisOptions =>
  seen ? { ...axis, domain: seen } : axis;

/** A dotted line, and its name at the edge; where it is out of sight there is none. */
function levelMarks(
  { axis, at, label, optimizer }: Level,
  optimizers: readonly OptimizerData[],
  axes: Readonly<Record<'x' | 'y', AxisOptions>>,
): Plot.Markish[] {
  const [low, high] = axes[axis].domain;
  if (at < low || at > high) return [];
  const own = optimizer !== undefined && { className: classOf(optimizer) };
  const color = optimizer === undefined ? 'currentColor' : optimizers[optimizer].color;
  const line = { stroke: color, strokeDasharray: '1 4', strokeWidth: 1.5, strokeOpacity: 0.8, ...own };
  const text = { text: () => label, fill: color, ...own };
  return [
    axis === 'x' ? Plot.ruleX([at], line) : Plot.ruleY([at], line),
    ...(label === undefined || axis === 'x'
      ? []
      : [Plot.text([at], { ...text, y: (value) => value, frameAnchor: 'right', textAnchor: 'end', dy: -8 })]),
  ];
}

const classOf = (optimizer: number) => `optimizer optimizer-${optimizer}`;

const scaleOf = ({ label, domain, isLog }: AxisOptions): Plot.ScaleOptions =>
  isLog ? logAxis(label, domain) : { domain: [...domain], label, ticks: 5, tickFormat: formatTicks(domain) };

/** What is seen of a line: its points within, and where it crosses the edges. */
function pointsOf(
  series: Series,
  [left, right]: Extent,
  isStepped: boolean,
  clamp: (value: number) => number,
): Point[] {
  const { at, middle, low = middle, high = middle } = series;
  const within = at.filter((x) => x > left && x < right);
  return [left, ...within, right].flatMap((x) => {
    const value = (column: readonly number[]) => clamp(columnAt(at, column, x, isStepped)!);
    return columnAt(at, middle, x, isStepped) === undefined
      ? []
      : [{ at: x, middle: value(middle), low: value(low), high: value(high) }];
  });
}

const curveOf = ({ isStepped }: LinePlot) => (isStepped ? ('step-after' as const) : ('linear' as const));

const faint = ({ points, look, plot }: Line): Plot.Markish =>
  Plot.line(points, {
    x: 'at',
    y: 'middle',
    curve: curveOf(plot),
    strokeWidth: 1,
    stroke: look.stroke,
    className: `${look.className} behind`,
    clip: look.clip,
  });

function strong({ series, points, look, plot }: Line, isFirst: boolean): Plot.Markish[] {
  const curve = curveOf(plot);
  const band = plot.bands === 'all' || isFirst ? look.className : `${look.className} pointed`;
  const last = points.at(-1);
  const isEarly = series.isLost && last && last.at < plot.x.domain[1];
  return [
    ...(series.low && series.high
      ? [
          Plot.areaY(points, {
            x: 'at',
            y1: 'low',
            y2: 'high',
            curve,
            fill: look.stroke,
            fillOpacity: 0.1,
            className: band,
            clip: look.clip,
          }),
        ]
      : []),
    Plot.line(points, { x: 'at', y: 'middle', curve, strokeWidth: 1.8, ...look }),
    Plot.text(isEarly ? [last] : [], {
      x: 'at',
      y: 'middle',
      text: () => '×',
      fill: look.stroke,
      fontSize: 18,
      className: look.className,
      clip: look.clip,
    }),
  ];
}

function name({ optimizer, mark }: Series, { label, color }: OptimizerData, spot: number): Plot.Markish {
  return Plot.text([label], {
    frameAnchor: 'right',
    textAnchor: 'start',
    dx: 8,
    dy: spot - (lineSize.marginTop + lineSize.height - lineSize.marginBottom) / 2,
    text: (text: string) => `${short(text)}${mark ? ` ${mark}` : ''}`,
    fill: color,
    fontWeight: 600,
    className: classOf(optimizer),
  });
}

/** A line's value at the right edge of what is seen. */
export function lastSeen(series: Series, [, right]: Extent, isStepped: boolean): number | undefined {
  return valueAt(series, Math.min(right, series.at.at(-1) ?? right), isStepped);
}

/** A line's value there; undefined where it has none. */
export const valueAt = ({ at, middle }: Series, x: number, isStepped: boolean): number | undefined =>
  columnAt(at, middle, x, isStepped);

function columnAt(at: readonly number[], column: readonly number[], x: number, isStepped: boolean): number | undefined {
  const next = at.findIndex((one) => one >= x);
  if (next < 0 || (next === 0 && at[0] > x)) return undefined;
  if (at[next] === x) return column[next];
  if (isStepped) return column[next - 1];
  const share = (x - at[next - 1]) / (at[next] - at[next - 1]);
  return column[next - 1] + share * (column[next] - column[next - 1]);
}

function pixel(value: number, { domain: [low, high], isLog }: AxisOptions): number {
  const along = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return (
    lineSize.height - lineSize.marginBottom - along * (lineSize.height - lineSize.marginBottom - lineSize.marginTop)
  );
}

const short = (label: string) => (label.length > 15 ? `${label.slice(0, 14)}…` : label);
