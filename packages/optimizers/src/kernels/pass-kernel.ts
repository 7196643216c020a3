import type * as tf from '@tensorflow/tfjs';

/** What a kernel call is given besides tensors. */
export interface PassAttributes {
  /** Host scalars, in the pass's order. */
  readonly uniforms: readonly number[];
  /** For each output of the pass: whether it goes to a new tensor, or is written in place. */
  readonly fresh: readonly boolean[];
  /** Receives the pass's reductions. */
  readonly sums: number[];
}

/** Runs a pass over one variable: its `param`, `grad` and slots by name. Returns the fresh outputs, in order. */
export type PassKernel = (
  tensors: Readonly<Record<string, tf.TensorInfo>>,
  attributes: PassAttributes,
) => tf.TensorInfo[];
