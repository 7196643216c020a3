import type { Evaluations } from './objective.js';
import type { StepperState } from './optimizer.js';

/** Why a minimisation ended: by the option of that name, a value or parameter that is no finite number, or a step that could not be made. */
export type Reason =
  | 'maxSteps'
  | 'gradientTolerance'
  | 'stepTolerance'
  | 'valueTolerance'
  | 'maxEvaluations'
  | 'maxSeconds'
  | 'callback'
  | 'signal'
  | 'notFinite'
  | 'noProgress';

/** State of a run as JSON: `minimize(…, { state })` goes on from it, bit for bit. */
export interface MinimizeState extends StepperState {
  readonly optimizer: string;
  readonly evaluations: Evaluations;
}

/** How far a minimisation has come. The same object at each step: what it gives is live. */
export interface Progress<X> {
  /** Steps made. */
  readonly steps: number;
  /** The present parameters. Views: copy what is to be kept. */
  readonly x: X;
  /** The parameters to evaluate with: an average that the optimizer keeps for it, else `x`. Views. */
  readonly average: X;
  /** The value at `x`; evaluated when it is read, if the step did not need it. */
  readonly value: number;
  /** The gradient that the coming step is made with; measured when it is read, once. */
  readonly gradient: X;
  readonly evaluations: Evaluations;
  /** All that is kept between steps. */
  save(): MinimizeState;
}

/** What had been reached when a function of the user failed. */
export interface Reached<X> {
  readonly x: X;
  readonly steps: number;
  readonly evaluations: Evaluations;
  save(): MinimizeState;
}
