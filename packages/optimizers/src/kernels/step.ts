import type * as tf from '@tensorflow/tfjs';
import type { AnyRule } from '../rule.js';
import type { Program } from './graph.js';

/** One variable of a step by name: the parameter, its gradient, and its slots, which are variables too. */
export type StepVariable = { readonly param: tf.Variable; readonly grad: tf.Tensor } & Readonly<
  Record<string, tf.Tensor>
>;

/** All that one step needs. */
export interface Step {
  readonly rule: AnyRule;
  readonly program: Program;
  readonly variables: readonly StepVariable[];
  /** Hyperparameters, host scalars, memory and scalar signals, by name; switches and choices as they are. */
  readonly inputs: Readonly<Record<string, number | boolean | string>>;
  /** Whether parameters are overwritten even where a user's slice may share their buffer. */
  readonly inPlace: boolean;
  /** Whether somebody outside may hold the slots' present tensors, so that they must not be written in place. */
  readonly slotsAreShared: boolean;
}

/** New values of the optimizer's scalar memory, rounded to float32 so that they can be saved exactly. */
export type Memory = Record<string, number>;
