import * as tf from '@tensorflow/tfjs';
import type { ProblemInstance } from './problem.js';

/**
 * An instance with one flat variable of shape [n], whose loss is the objective at every step.
 *
 * @param data constant tensors which the objective reads; disposed with the instance.
 */
export function deterministicInstance(
  start: readonly number[],
  objective: (x: tf.Tensor1D) => tf.Scalar,
  data: tf.Tensor[] = [],
): ProblemInstance {
  const x = tf.tidy(() => tf.variable(tf.tensor1d([...start])));
  const evaluate = () => tf.tidy(() => objective(x));
  return { variables: [x], loss: evaluate, objective: evaluate, dispose: () => tf.dispose([x, ...data]) };
}
