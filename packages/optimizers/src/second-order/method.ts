import type { Settings } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import type { GradientSource } from '../gradients/gradient-source.js';
import type { StateSpecification } from '../rule/any-rule.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import type { Scalars } from '../rule/scalars.js';
import type { SavedScalars } from '../state/saved-scalars.js';
import type { Slots } from '../state/slots.js';
import type { NamedTensor } from '../state/variable-state.js';
import type { Problem } from './problem/problem.js';

/** An optimizer that is no rule, as data: its options, what it keeps, and what a step costs. */
export interface SecondOrderMethod<H extends Hyperparameters = Hyperparameters> extends StateSpecification {
  /** Authors, year, where. */
  readonly reference: string;
  readonly checkedAgainst?: string;
  readonly hyper: H;
  /** How many numbers it keeps for each parameter, in words. */
  readonly state: string;
  /** What a step costs, in gradients. */
  readonly cost: string;
  /** Whether it looks at a model's outputs, so that a loss alone is not enough for a step. */
  readonly needsOutputs: boolean;
  /** Whether their loss must be a sum of squares. */
  readonly needsSquares?: boolean;
}

/** What makes an optimizer that is no rule. */
export interface MethodFactory {
  (options?: never): unknown;
  readonly method: SecondOrderMethod;
}

/** How the last step ended, and numbers that belong to it. */
export interface Report {
  /** 'not finite': the loss, its derivatives or the direction were not; nothing moved. 'rejected': the loss would have risen. */
  readonly outcome: 'moved' | 'rejected' | 'not finite' | 'stopped';
  readonly [number: string]: number | string;
}

/** What a step leaves: how it ended, and the global state, unless it is as before. */
export interface StepResult {
  readonly report: Report;
  readonly kept?: Scalars;
}

/** State that is not in slots, such as vectors over all variables. */
export interface JointState {
  export(saved: SavedScalars): NamedTensor[];
  import(saved: readonly NamedTensor[]): Promise<void>;
  dispose(): void;
}

/** What a step is given by its optimizer. */
export interface StepContext<H extends Hyperparameters, S extends JointState = JointState> {
  readonly settings: Settings<H>;
  /** Its number; the first is 1. */
  readonly step: number;
  /** Global state; empty before the first step. */
  readonly kept: Readonly<Scalars>;
  readonly slots: Slots;
  readonly joint: S;
  readonly gradient: GradientSource;
  isFrozen(variable: tf.Variable): boolean;
}

/** A method with its step, which may move the variables: by a direction, and a search along it. */
export interface StepwiseMethod<H extends Hyperparameters, S extends JointState = JointState>
  extends SecondOrderMethod<H> {
  /** From a model's outputs and their loss. */
  readonly step?: (problem: Problem, context: StepContext<H, S>) => StepResult;
  /** From any loss, of which each run is the same function; `value` is the loss before. */
  readonly stepOfLoss?: (
    loss: () => tf.Scalar,
    variables: tf.Variable[] | undefined,
    context: StepContext<H, S>,
  ) => StepResult & { readonly value: tf.Scalar };
  readonly jointState?: () => S;
  /** Whether gradients may come from another source than reverse mode. */
  readonly takesGradient?: boolean;
}
