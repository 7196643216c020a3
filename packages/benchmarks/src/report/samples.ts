import { type Unit, units } from '../study/budget.js';
import { finalObjective, type HeldOut, type RunRecord } from '../study/run-record.js';
import { along } from './along.js';
import { finalMeasure } from './final-measure.js';
import { resolution } from './measure.js';
import { type Generalization, type Sample, withAreas } from './sample.js';
import type { Effort } from './statistics/effort.js';
import { extentOf } from './statistics.js';
import { targets } from './targets.js';
import type { Task } from './tasks.js';

/** One of each run. */
export interface RunSample extends Sample {
  readonly efforts: Readonly<Record<Unit, Effort>>;
}

/** The samples of each entry of a task, in the order of the entries. */
export const samplesOf = (task: Task, lowest: number): RunSample[][] =>
  withAreas(task.entries.map(({ runs }) => runs.map((run) => sampleOf(task, lowest, run))));

function sampleOf(task: Task, lowest: number, run: RunRecord): Omit<RunSample, 'area'> {
  const { timing, heldOut } = run;
  const points = run.curve;
  const start = points[0]?.[1] ?? Number.NaN;
  const hits = hitsOf(points, start, lowest);
  const isLost = run.status !== 'ok';
  const objective = finalObjective(run);
  return {
    final: finalMeasure(task, run),
    isLost,
    left: isLost ? 10 : Math.min(10, Math.max(1e-8, (objective - lowest) / (start - lowest) || 0)),
    efforts: effortsOf(run, hits),
    secondsPerStep: timing.steps > 1 ? timing.otherSteps / (timing.steps - 1) : Number.POSITIVE_INFINITY,
    ...(heldOut && !isLost && { heldOut: generalizationOf(objective, heldOut) }),
  };
}

/** At which point of its curve a run is first within each target, as far as it comes. What float32 cannot tell apart is reached. */
function hitsOf(points: RunRecord['curve'], start: number, lowest: number): number[] {
  const hits: number[] = [];
  for (let index = 0; index < points.length; index++) {
    const objective = points[index][1];
    if (objective === null) break;
    const gap = objective - lowest;
    while (hits.length < targets.length && isWithin(gap, targets[hits.length] * (start - lowest), lowest))
      hits.push(index);
  }
  return hits;
}

const isWithin = (gap: number, allowed: number, lowest: number) => gap <= Math.max(allowed, resolution(lowest));

function effortsOf({ curve, spent }: RunRecord, hits: readonly number[]): Record<Unit, Effort> {
  const run = { curve, spent }; // of a compact run they are made when they are asked for
  const efforts = units.map((unit) => {
    const at = along(run, unit);
    return [unit, { hits: hits.map((index) => at[index]), total: at.at(-1) ?? 0 }];
  });
  return Object.fromEntries(efforts);
}

function generalizationOf(training: number, { objective, accuracy }: HeldOut): Generalization | undefined {
  const end = objective.at(-1) ?? Number.POSITIVE_INFINITY;
  return { objective: end, gap: end - training, accuracy: accuracy?.at(-1) ?? undefined };
}

/** The lowest objective that any run met. What a run that diverged met on its way says nothing of how low one can get. */
export function lowestObjective({ entries }: Task): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (const { runs } of entries) {
    for (const { curve } of runs.filter(({ status }) => status === 'ok')) {
      lowest = Math.min(lowest, extentOf(curve.flatMap(([, objective]) => objective ?? []))[0]);
    }
  }
  return lowest;
}
