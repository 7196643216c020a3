import type { InstrumentName } from '../../run/instrument-names.js';
import type { Unit } from '../../study/budget.js';
import type { Missing } from '../entries.js';
import type { LinePlot } from '../figures/line-plot.js';
import type { Effort } from '../statistics/effort.js';
import type { OptimizerData } from './optimizer-data.js';

/** What figures are drawn from, on the page as in Node: plain JSON. */
export interface PageData {
  readonly optimizers: readonly OptimizerData[];
  readonly tasks: readonly TaskData[];
  /** Figures of lines of no task, by id. */
  readonly plots?: Readonly<Record<string, LinePlot>>;
}

/** A problem under one budget. */
export interface TaskData {
  readonly label: string;
  /** What the budget counts, and how much of it there is. */
  readonly unit: Unit;
  readonly limit: number;
  /** What curves measure, in words. */
  readonly measure: string;
  readonly problemKey: string;
  readonly minimum?: number;
  /** Why there is nothing of an optimizer, by its label. */
  readonly missing: readonly (readonly [label: string, why: Missing])[];
  readonly entries: readonly EntryData[];
}

/** One optimizer on a task. */
export interface EntryData {
  /** Its place in `optimizers`. */
  readonly optimizer: number;
  readonly rank: number;
  /** How many runs failed; of the others, how each ended. */
  readonly failures: number;
  readonly ends: readonly EndData[];
  readonly curves: CurveSet;
  readonly heldOut?: CurveSet;
  readonly accuracy?: CurveSet;
  /** What was read along the runs. */
  readonly instruments?: Partial<Readonly<Record<InstrumentName, CurveSet>>>;
  /** One for each run. */
  readonly efforts: Partial<Readonly<Record<Unit, readonly Effort[]>>> &
    Readonly<Record<'gradients', readonly Effort[]>>;
}

/** Where a run ended. */
export interface EndData {
  /** `measure` there; null where it diverged. */
  readonly final: number | null;
  /** What was left of the way. */
  readonly left: number;
}

export type CurveSet = Partial<Readonly<Record<Unit, Curve>>>;

/** Median, lowest and highest over seeds; one seed needs no more than the first. */
export interface Curve {
  readonly at: readonly number[];
  readonly middle: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}
