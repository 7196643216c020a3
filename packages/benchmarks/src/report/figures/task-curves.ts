import type { InstrumentName } from '../../run/instrument-names.js';
import type { Unit } from '../../study/budget.js';
import type { CurveSet, EntryData, PageData, TaskData } from '../data/page-data.js';
import { unitNames } from '../format.js';
import type { Extent } from '../log-axis.js';
import { domainOf } from '../measure-domain.js';
import { extentOf } from '../statistics.js';
import { valueAxis } from '../value-axis.js';
import { type LinePlot, mostFront, type Series } from './line-plot.js';
import type { View } from './view.js';

/** Which curves of a task: along training, or on data that no step sees. */
export type Curves = 'curves' | 'heldOut' | 'accuracy';

/** Loss against what was spent, for each optimizer of a task. */
export function taskCurves({ optimizers }: PageData, task: TaskData, of: Curves, view: View): LinePlot {
  const chosen = task.entries.filter(({ optimizer }) => !view.without.has(optimizer));
  const unit = chosen.every((entry) => entry[of]?.[view.unit ?? task.unit]) ? (view.unit ?? task.unit) : task.unit;
  const front = frontOf(chosen);
  const series = chosen.flatMap((entry) => seriesOf(entry, entry[of], unit, front.has(entry)));
  const y = valueDomain(series, of);
  const name = { curves: task.measure, heldOut: 'held-out objective', accuracy: 'held-out accuracy' }[of];
  const x = xDomain(series, unit, task, view.log.x);
  return {
    title: `${of === 'curves' ? 'Loss curves' : name} on ${task.label}: ${name} against ${unitNames[unit]}s.`,
    x: { label: `${unitNames[unit]}s →`, domain: x, isLog: view.log.x && x[0] > 0 },
    y: { label: `↑ ${name}`, domain: y, isLog: view.log.y && of !== 'accuracy' && y[0] > 0 },
    isStepped: false,
    bands: 'all',
    series: series.filter(({ optimizer }) => optimizers[optimizer]),
  };
}

/** What an instrument told, against what was spent. */
export function instrumentCurves(task: TaskData, of: InstrumentName, label: string, view: View): LinePlot {
  const chosen = task.entries.filter(({ optimizer }) => !view.without.has(optimizer));
  const known = chosen.filter(({ instruments }) => instruments?.[of]);
  const wanted = view.unit ?? task.unit;
  const unit = known.every(({ instruments }) => instruments![of]![wanted]) ? wanted : task.unit;
  const front = frontOf(known);
  const series = known.flatMap((entry) => seriesOf(entry, entry.instruments![of], unit, front.has(entry)));
  const y = valueAxis(
    `↑ ${label}`,
    series.filter(({ isFront }) => isFront).flatMap(({ middle }) => middle),
  );
  const x = xDomain(series, unit, task, view.log.x);
  return {
    title: `${label} on ${task.label}: against ${unitNames[unit]}s.`,
    x: { label: `${unitNames[unit]}s →`, domain: x, isLog: view.log.x && x[0] > 0 },
    y: { ...y, isLog: y.isLog && view.log.y },
    isStepped: false,
    bands: 'pointed',
    series,
  };
}

const frontOf = (entries: readonly EntryData[]) =>
  new Set([...entries].sort((a, b) => a.rank - b.rank).slice(0, mostFront));

function seriesOf(entry: EntryData, curves: CurveSet | undefined, unit: Unit, isFront: boolean): Series[] {
  const curve = curves?.[unit];
  if (!curve) return [];
  const { optimizer, ends } = entry;
  const lost = ends.filter(({ final }) => final === null).length;
  return [{ optimizer, ...curve, isFront, isLost: lost > 0, ...(lost > 0 && { mark: `×${lost}` }) }];
}

function valueDomain(series: readonly Series[], of: Curves): Extent {
  const front = series.filter(({ isFront }) => isFront);
  if (of === 'accuracy') return [extentOf(front.flatMap(({ middle, low }) => [...middle, ...(low ?? [])]))[0], 1];
  return domainOf(front.flatMap(({ middle, low, high }) => [middle, ...(low && high ? [low, high] : [])]));
}

function xDomain(series: readonly Series[], unit: Unit, task: TaskData, isLog: boolean): Extent {
  const all = series.flatMap(({ at }) => at);
  const last = unit === task.unit ? task.limit : extentOf(all)[1];
  const first = isLog ? extentOf(all.filter((at) => at > 0))[0] : 0;
  return last > first ? [first, last] : [0, 1];
}
