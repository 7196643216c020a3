import type * as tf from '@tensorflow/tfjs-core';
import type { StepVariable } from '../kernels/step.js';
import type { Scalars } from '../rule/scalars.js';

/** A tensor of saved state, as `getWeights` of tf's optimizers gives it. */
export type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

/** What is kept for a variable, apart from it. */
export interface VariableState {
  readonly slots: Readonly<Record<string, tf.Variable>>;
  readonly scalars: Scalars;
  /** How many steps the variable has made: fewer than the optimizer, if it came late or had no gradient at times. */
  readonly steps: number;
}

/** A variable in the care of an optimizer, at a step. */
export interface SlotState {
  readonly tensors: StepVariable;
  readonly scalars: Scalars;
  readonly steps: number;
}
