import * as tf from '@tensorflow/tfjs-core';
import { squaredNorm } from '../directions/direction.js';
import type { Measured } from './gradient-test.js';

/** f and |∇f|² where the variables are. */
export const valueAndSquare = (loss: () => tf.Scalar, variables: readonly tf.Variable[]): Measured =>
  tf.tidy(() => {
    const { value, grads } = tf.variableGrads(loss, variables as tf.Variable[]);
    return { value: value.dataSync()[0], square: squaredNorm(Object.values(grads)) } as never;
  });
