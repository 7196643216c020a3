import type * as tf from '@tensorflow/tfjs-core';

/** The tensors of one variable: its `param`, `grad` and slots by name. */
export type TensorInfos = { readonly param: tf.TensorInfo } & Readonly<Record<string, tf.TensorInfo>>;

/** One pass over all variables of a step. */
export interface PassCall {
  readonly variables: readonly TensorInfos[];
  /** Host scalars in the pass's order: one list for each variable, or one for all. */
  readonly uniforms: readonly (readonly number[])[];
  /** For each variable and output of the pass: whether it goes to a new tensor, or is written in place. */
  readonly fresh: readonly (readonly boolean[])[];
  /** Receives the pass's reductions, a list for each variable. */
  readonly sums: number[][];
}

/** A pass, compiled for one backend. */
export interface PassKernel {
  /** Returns the fresh outputs, variable by variable. */
  run(call: PassCall): tf.TensorInfo[];
  /** Whether it can write in place at all. */
  readonly writesInPlace: boolean;
  /** Whether nothing but this tensor can show its buffer, so that writing in place is safe. */
  owns(tensor: tf.TensorInfo): boolean;
}

/** Thrown before anything is written, where the device that holds the tensors is gone. */
export class DeviceLostError extends Error {
  constructor(backend: string, reason: string) {
    super(
      `The GPU device of ${backend} is lost (${reason}): nothing was updated. Load the last saved state on a new one.`,
    );
    this.name = 'DeviceLostError';
  }
}
