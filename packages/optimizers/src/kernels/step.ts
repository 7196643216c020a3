import type * as tf from '@tensorflow/tfjs-core';
import type { AnyRule } from '../rule/rule.js';
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

/** Hyperparameters, host scalars, memory and scalar signals, by name; switches and choices as they are. */
export type Inputs = Readonly<Record<string, number | boolean | string>>;

/** Scalars that are kept between steps, by name. */
export type Scalars = Record<string, number>;

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

const largest = 3.4028234663852886e38;

/** Rounded to float32, so that it can be saved exactly. Infinity becomes the largest number: an average must recover. */
export const inFloat32 = (value: number) => Math.fround(Math.max(-largest, Math.min(largest, value)));
