import type * as tf from '@tensorflow/tfjs';

/** A model with a batch at hand. Weights and data are drawn anew each time; only their shapes matter here. */
export interface WholeModel {
  readonly variables: tf.Variable[];
  /** The mean loss over the batch. */
  loss(): tf.Scalar;
  dispose(): void;
}
