import { domainOf } from '../../report/measure-domain.js';
import type { ChartName } from '../race.js';
import { distanceAt, type Measures } from '../standings.js';
import type { Numbers, Track } from '../track.js';

/** Below this a gap is drawn as it: float64 tells no less from nothing. */
const least = 1e-16;

/** What a chart shows of a track, step by step. */
export function seriesOf(track: Track, chart: ChartName, measures: Measures): Numbers {
  const { values, stepSizes } = track;
  if (chart === 'learningRate' || chart === 'stepSize') return stepSizes;
  if (chart === 'distance') return Array.from(values, (_, step) => Math.max(least, distanceAt(track, step, measures)));
  const { floor, isGap } = measures;
  return Array.from(values, (value) => (isGap ? Math.max(least, value - floor) : value));
}

/** The axis of a chart: from where to where, and whether it is logarithmic. */
export interface Axis {
  readonly domain: readonly [number, number];
  readonly isLog: boolean;
}

export function axisOf(series: readonly Numbers[]): Axis {
  const [low, high] = domainOf(series.map((one) => [...one]));
  return { domain: [low, high], isLog: low > 0 };
}

/** The share of the way up the axis. */
export function heightOn({ domain: [low, high], isLog }: Axis, value: number): number {
  return isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** How many points a line has at most. */
const most = 400;

/** A line on a square of a thousand units, over so many steps. */
export function linePath(series: Numbers, axis: Axis, steps: number): string {
  const stride = Math.max(1, Math.ceil(series.length / most));
  let path = '';
  let isPenDown = false;
  for (let step = 0; step < series.length; step += stride) {
    const value = series[step]!;
    if (!Number.isFinite(value) || (axis.isLog && value <= 0)) {
      isPenDown = false;
      continue;
    }
    const up = Math.max(-1, Math.min(2, heightOn(axis, value)));
    path += `${isPenDown ? 'L' : 'M'}${((1000 * step) / steps).toFixed(1)} ${(1000 * (1 - up)).toFixed(1)}`;
    isPenDown = true;
  }
  return path;
}
