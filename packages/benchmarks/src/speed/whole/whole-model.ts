import type * as tf from '@tensorflow/tfjs';

/** A model with a batch at hand. Weights and data are drawn anew each time; only their shapes matter here. */
export interface WholeModel {
  readonly variables: tf.Variable[];
  /** The mean loss over the batch. */
  loss(): tf.Scalar;
  /** An epoch of model.fit, of so many such batches; undefined where there is no tf.layers model. */
  readonly fit?: { readonly batches: number; run(optimizer: tf.Optimizer): Promise<void> };
  dispose(): void;
}
