import type { Bounds } from './bounds.js';
import type { Evaluator } from './evaluator.js';
import type { Layout, Variable } from './parameters.js';

/** Where a run begins. */
export interface Beginning {
  readonly layout: Layout;
  readonly start: Float64Array;
  readonly evaluator: Evaluator;
  readonly seed: number;
  /** Undefined where no parameter has any. */
  readonly bounds?: Bounds;
}

/**
 * What `minimize` runs: the factories of this entry make it. It holds settings alone, so that it may serve several runs; what
 * is kept between steps belongs to each run.
 */
export interface Float64Optimizer {
  readonly name: string;
  begin(at: Beginning): Stepper;
}

/** How what a rule takes beside the gradient is measured. */
export interface Measuring<Into extends readonly Float64Array[] = readonly Float64Array[]> {
  /** Whether it gives way to the objective's own. */
  readonly isDefault?: boolean;
  /** Whether it is at this step; `seed` is the run's. */
  isMeasured(step: number, seed: number): boolean;
  measure(
    step: number,
    at: {
      readonly x: Float64Array;
      readonly evaluator: Evaluator;
      readonly seed: number;
      /** Those that are trained. */
      readonly variables: readonly Variable[];
    },
    ...into: Into
  ): void;
}

/** How the diagonal of the Hessian is measured. */
export type Curvature = Measuring<[diagonal: Float64Array]>;

/** How a probe v and ∇²f v are. */
export type Products = Measuring<[probe: Float64Array, product: Float64Array]>;

/** An optimizer at work on one function. */
export interface Stepper {
  /** The present parameters, live. */
  readonly x: Float64Array;
  /** The gradient that the coming step is made with, measured now if it is not yet; methods without any have none. */
  gradient?(): Float64Array;
  /** Of methods that hold several points: how far they are apart, in any coordinate and in value, in place of the last step. */
  spread?(): { readonly x: number; readonly value: number };
  /** The value at `x`, if it is known. */
  readonly value?: number;
  /** Makes the step; in words why none can be made, else. */
  step(): string | undefined;
  /** Whether a step may leave `x` as it is, with others to come: gradients are gathered, or a step is rejected. */
  readonly mayRest?: boolean;
  /** The parameters to evaluate with, live: an average, or `x` itself. */
  result(): Float64Array;
  /** All that is kept between steps, as JSON, and the other way round. */
  save(): StepperState;
  load(state: StepperState): void;
}

export interface StepperState {
  /** Steps made. */
  readonly steps: number;
  readonly x: Numbers;
  /** Arrays by name: as long as x, or of rules on tensors those of all variables one after the other. */
  readonly slots: Readonly<Record<string, Numbers>>;
  readonly scalars: Readonly<Record<string, SavedNumber>>;
  /** Of schedules that follow what they are shown. */
  readonly observers?: Readonly<Record<string, Readonly<Record<string, number | undefined>>>>;
}

/** A number, or in words what JSON has no number for: '-0', 'NaN', 'Infinity'. */
export type SavedNumber = number | string;
export type Numbers = readonly SavedNumber[];

export const saved = (value: number): SavedNumber =>
  Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : String(value);
export const savedAll = (values: Float64Array): Numbers => Array.from(values, saved);
