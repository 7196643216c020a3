import type * as tf from '@tensorflow/tfjs-core';

/** The tensors of one variable: its `param`, `grad` and slots by name. */
export type TensorInfos = { readonly param: tf.TensorInfo } & Readonly<Record<string, tf.TensorInfo>>;

/**
 * Where an output goes: to a new tensor, as others share the old one's data; to data that only this tensor shows, but
 * whose past values somebody may hold (`renewed`); or over the old values.
 */
export type Target = 'new' | 'renewed' | 'same';

/** One pass over all variables of a step. */
export interface PassCall {
  readonly variables: readonly TensorInfos[];
  /** Host scalars in the pass's order: one list for each variable, or one for all. */
  readonly uniforms: readonly (readonly number[])[];
  /** For each variable and output of the pass. */
  readonly targets: readonly (readonly Target[])[];
  /** Receives the pass's reductions, a list for each variable. */
  readonly sums: number[][];
}

/** A pass, compiled for one backend. */
export interface PassKernel {
  /** Returns the new tensors, variable by variable. */
  run(call: PassCall): tf.TensorInfo[];
  /** Whether it can write in place at all. */
  readonly writesInPlace: boolean;
  /** Whether nothing but this tensor shows its data. */
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
