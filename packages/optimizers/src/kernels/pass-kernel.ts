import type * as tf from '@tensorflow/tfjs';

/** The tensors of one variable: its `param`, `grad` and slots by name. */
export type TensorInfos = { readonly param: tf.TensorInfo } & Readonly<Record<string, tf.TensorInfo>>;

/** One pass over all variables of a step. */
export interface PassCall {
  readonly variables: readonly TensorInfos[];
  /** Host scalars in the pass's order: one list for each variable, or one for all. */
  readonly uniforms: readonly (readonly number[])[];
  /** For each output of the pass: whether it goes to a new tensor, or is written in place. */
  readonly fresh: readonly boolean[];
  /** Receives the pass's reductions, a list for each variable. */
  readonly sums: number[][];
}

/** Runs a pass; returns the fresh outputs, variable by variable. */
export type PassKernel = (call: PassCall) => tf.TensorInfo[];
