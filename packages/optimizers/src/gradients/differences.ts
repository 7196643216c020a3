import * as tf from '@tensorflow/tfjs-core';
import { withWeightsAt } from '../optimizer/weights-at.js';
import { lossOf, type Slope, scaled, type Tangent } from './slopes.js';

/** The loss at the weights plus a multiple of a direction. */
export const lossAlong =
  (owner: string, loss: () => tf.Scalar, direction: Tangent) =>
  (multiple: number): tf.Scalar =>
    withWeightsAt(
      direction.variables,
      (x, i) => tf.add(x, scaled(direction, i, multiple)),
      () => lossOf(owner, loss),
    );

/** (L(x + ε v) − L(x − ε v)) / 2ε. The value is the mean of the two losses: that of x, but for the curvature. */
export function centralDifference(lossAt: (multiple: number) => tf.Scalar, epsilon: number): Slope {
  const [ahead, behind] = [lossAt(epsilon), lossAt(-epsilon)];
  return { value: tf.div(tf.add(ahead, behind), 2), slope: tf.div(tf.sub(ahead, behind), 2 * epsilon) };
}

/** (L(x + ε v) − L(x)) / ε, with the loss at x known. */
export function forwardDifference(value: tf.Scalar, lossAt: (multiple: number) => tf.Scalar, epsilon: number): Slope {
  return { value, slope: tf.div(tf.sub(lossAt(epsilon), value), epsilon) };
}
