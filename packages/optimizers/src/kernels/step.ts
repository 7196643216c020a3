import type * as tf from '@tensorflow/tfjs-core';
import type { AnyRule } from '../rule/rule.js';
import type { Inputs, Scalars } from '../rule/scalars.js';
import type { Program } from './graph.js';

/**
 * One variable of a step by name: the parameter, its gradient (none where the rule only moves the weights), what was
 * evaluated beside it, and its slots, which are variables too.
 */
export interface StepVariable {
  readonly param: tf.Variable;
  readonly grad?: tf.Tensor;
  readonly [slot: string]: tf.Tensor | undefined;
}

/** All that one step needs. */
export interface Step {
  readonly rule: AnyRule;
  readonly program: Program;
  readonly variables: readonly StepVariable[];
  /** Those of all variables, or one for each where they differ. */
  readonly inputs: readonly [Inputs] | readonly Inputs[];
  /** Whether parameters are overwritten even where a user's slice may share their buffer. */
  readonly inPlace: boolean;
  /** Variables whose slots' present tensors somebody outside may hold: they must not be written in place. */
  readonly exported: ReadonlySet<StepVariable>;
}

/** New values of what is kept in scalars. */
export interface NewScalars {
  readonly globalState: Scalars;
  /** The scalar slots of each variable; none if the rule has none. */
  readonly variableState: readonly Scalars[];
}
