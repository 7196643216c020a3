import { instrumentNames } from '../../run/instrument-names.js';
import { type Unit, unitOf } from '../../study/budget.js';
import type { RunRecord } from '../../study/run-record.js';
import type { Findings } from '../findings.js';
import type { JudgedScore } from '../judged-scores.js';
import { measure, measureName } from '../measure.js';
import type { Looks } from '../palette.js';
import type { RunSample } from '../samples.js';
import type { Effort } from '../statistics/effort.js';
import type { Task } from '../tasks.js';
import { axesOf, type Course, curveOf } from './curve.js';
import type { CurveSet, EntryData, PageData } from './page-data.js';

/** Above so many curves a page has fewer points of each, and one axis. */
const manyCurves = 600;
const points = { few: 16, usual: 44 };

/** What the page's figures are drawn from. */
export function pageDataOf({
  tasks,
  scores,
  looks,
  standings,
}: Pick<Findings, 'tasks' | 'scores' | 'looks' | 'standings'>): PageData {
  const isLarge = scores.flat().length > manyCurves;
  const places = new Map(standings.map(({ label }, place) => [label, place]));
  return {
    optimizers: [...looks].map(([label, { color, dash }]) => ({ label, color, dash, place: places.get(label)! })),
    tasks: tasks.map((task, index) => ({
      label: task.label,
      unit: unitOf(task.budget),
      limit: task.budget[unitOf(task.budget)]!,
      measure: measureName(task),
      problemKey: task.problemKey,
      ...(task.minimum !== undefined && { minimum: task.minimum }),
      missing: [...task.missing],
      entries: scores[index].map((score) => entryData(task, score, looks, isLarge)),
    })),
  };
}

function entryData(
  task: Task,
  { entry, rank, samples, failures }: JudgedScore,
  looks: Looks,
  isLarge: boolean,
): EntryData {
  const { runs } = entry;
  const axes = axesOf(task, runs, isLarge);
  const along = (courseIn: (run: RunRecord) => Course): CurveSet =>
    setOf(axes, (unit) => curveOf(task, runs, courseIn, unit, isLarge ? points.few : points.usual));
  const over = (valuesOf: (run: RunRecord) => readonly number[]) => along((run) => ({ values: valuesOf(run) }));
  const read = instrumentNames.filter((name) => runs.every(({ instruments }) => instruments?.[name]));
  return {
    optimizer: looks.get(entry.label)!.index,
    rank,
    ...(read.length > 0 && {
      instruments: Object.fromEntries(
        read.map((name) => [name, along(({ instruments }) => ({ values: instruments![name]!.map(orInfinity), points: instruments!.at }))]), // biome-ignore format: one line
      ),
    }),
    failures,
    ends: samples.map(({ final, left, isLost }) => ({ final: isLost || !Number.isFinite(final) ? null : final, left })),
    curves: over(({ curve }) => curve.map(([, objective]) => measure(task, objective))),
    ...(runs.every(({ heldOut }) => heldOut) && {
      heldOut: over(({ heldOut }) => heldOut!.objective.map(orInfinity)),
    }),
    ...(runs.every(({ heldOut }) => heldOut?.accuracy) && {
      accuracy: over(({ heldOut }) => heldOut!.accuracy!.map(orInfinity)),
    }),
    efforts: effortsOf(samples, isLarge ? [] : axes),
  };
}

const orInfinity = (value: number | null) => value ?? Number.POSITIVE_INFINITY;

const setOf = <T>(axes: readonly Unit[], make: (unit: Unit) => T) =>
  Object.fromEntries(axes.map((unit) => [unit, make(unit)])) as Partial<Record<Unit, T>>;

function effortsOf(samples: readonly RunSample[], axes: readonly Unit[]): EntryData['efforts'] {
  const of = (unit: Unit): Effort[] => samples.map(({ efforts }) => efforts[unit]);
  return { ...setOf(axes, of), gradients: of('gradients') };
}
