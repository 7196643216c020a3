import * as tf from '@tensorflow/tfjs-core';
import type { JvpRules } from '../jvp-rule.js';
import { total } from '../rule-forms.js';

/** y = x where x > 0, else alpha x. */
export const prelu = (
  x: tf.Tensor,
  alpha: tf.Tensor,
  dx: tf.Tensor | null | undefined,
  dAlpha: tf.Tensor | undefined,
): tf.Tensor | null => {
  const below = tf.cast(tf.lessEqual(x, 0), 'float32');
  return total([dx && tf.where(tf.greater(x, 0), dx, tf.mul(dx, alpha)), dAlpha && tf.mul(tf.mul(below, x), dAlpha)]);
};

/** Activations that are no functions of one number, and what the gradient of one runs. */
export const activations: JvpRules = {
  Prelu: ({ inputs: { x, alpha }, tangents: { x: dx, alpha: dAlpha } }) => prelu(x, alpha, dx, dAlpha),
  // dy where y >= 0, else dy (y + 1)
  EluGrad: ({ inputs: { dy, y }, tangents: { dy: ddy, y: dOutput }, rerun }) =>
    total([ddy && rerun({ dy: ddy })[0], dOutput && tf.mul(tf.mul(dy, dOutput), tf.cast(tf.less(y, 0), 'float32'))]),
  Softmax: ({ tangents: { logits: dx }, outputs: [y] }) => {
    const weighted = tf.mul(y, dx!);
    return tf.sub(weighted, tf.mul(y, tf.sum(weighted, -1, true)));
  },
};
