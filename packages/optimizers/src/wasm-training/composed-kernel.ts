import type * as tf from '@tensorflow/tfjs-core';

/** A kernel that tfjs's wasm backend lacks, composed from those it has. */
export type ComposedKernel = (
  inputs: Readonly<Record<string, tf.Tensor>>,
  attributes: Readonly<Record<string, unknown>>,
) => tf.Tensor;
