import { type Unit, units } from '../study/budget.js';
import { finalObjective, type HeldOut, type RunRecord } from '../study/run-record.js';
import { along } from './along.js';
import { finalMeasure, resolution } from './measure.js';
import { type Effort, ecdfArea } from './statistics/effort.js';
import { extentOf } from './statistics.js';
import { targets } from './targets.js';
import type { Task } from './tasks.js';

/** What one run says of an optimizer on a task: statistics are made of these, and intervals of these drawn again. */
export interface Sample {
  /** `measure` at the end; Infinity if it diverged. */
  readonly final: number;
  /** Share of the way down that is left at the end, from 1e-8 to 10; 10 if it diverged. */
  readonly left: number;
  readonly efforts: Readonly<Record<Unit, Effort>>;
  /** Area under the ECDF of its targets in gradient evaluations, up to the most that any run of the task spent. */
  readonly area: number;
  readonly secondsPerStep: number;
  readonly heldOut?: Generalization;
}

/** The end on data that no step sees. */
export interface Generalization {
  readonly objective: number;
  /** Held-out minus training objective. */
  readonly gap: number;
  readonly accuracy?: number;
}

/** The samples of each entry of a task, in the order of the entries. */
export function samplesOf(task: Task, lowest: number): Sample[][] {
  const samples = task.entries.map(({ runs }) => runs.map((run) => sampleOf(task, lowest, run)));
  const totals = samples.flatMap((own) => own.map(({ efforts }) => efforts.gradients.total));
  const span = [1, Math.max(1, extentOf(totals)[1])] as const;
  const area = ({ efforts }: Omit<Sample, 'area'>) => ecdfArea([efforts.gradients], targets.length, span);
  return samples.map((own) => own.map((sample) => ({ ...sample, area: area(sample) })));
}

function sampleOf(task: Task, lowest: number, run: RunRecord): Omit<Sample, 'area'> {
  const { timing, heldOut } = run;
  const points = run.curve;
  const start = points[0]?.[1] ?? Number.NaN;
  const hits = hitsOf(points, start, lowest);
  const isLost = run.status !== 'ok';
  const objective = finalObjective(run);
  return {
    final: finalMeasure(task, run),
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

function effortsOf(run: RunRecord, hits: readonly number[]): Record<Unit, Effort> {
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
