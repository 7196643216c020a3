import { affine, filled, glorot } from '@optimizer-zoo/testbed';
import type * as tf from '@tensorflow/tfjs';

/** W2 a(W1 x + b1) + b2 with so many units: its parameters, and its outputs. */
export const oneHiddenLayer = (
  activation: (x: tf.Tensor) => tf.Tensor,
  [inputs, units, outputs]: readonly [inputs: number, units: number, outputs: number],
) => ({
  parameters: [glorot(inputs, units), filled(0, units), glorot(units, outputs), filled(0, outputs)],
  outputs: ([W1, b1, W2, b2]: readonly tf.Tensor[], [x]: readonly tf.Tensor[]): tf.Tensor2D =>
    affine(activation(affine(x as tf.Tensor2D, W1, b1)) as tf.Tensor2D, W2, b2),
});
