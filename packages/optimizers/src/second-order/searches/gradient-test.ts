import * as tf from '@tensorflow/tfjs-core';
import { squaredNorm } from '../directions/direction.js';

/** f and |∇f|² where the variables are. */
interface Measured {
  readonly value: number;
  readonly square: number;
}

/** Whether the loss falls enough for the gradient that is left: f(x) − f(x⁺) ≥ |g(x⁺)|² / (8 λ). */
export const passesGradientTest = (before: number, there: Measured, damping: number): boolean =>
  before - there.value >= there.square / (8 * damping);

export const valueAndSquare = (loss: () => tf.Scalar, variables: readonly tf.Variable[]): Measured =>
  tf.tidy(() => {
    const { value, grads } = tf.variableGrads(loss, variables as tf.Variable[]);
    return { value: value.dataSync()[0], square: squaredNorm(Object.values(grads)) } as never;
  });
