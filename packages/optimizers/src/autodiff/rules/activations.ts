import * as tf from '@tensorflow/tfjs-core';
import type { JvpRules } from '../jvp-rule.js';
import { elementwise, total } from '../rule-forms.js';

/** dy from dx where the slope can be told from the output y alone. */
export const byOutput = {
  linear: (dx: tf.Tensor) => dx,
  sigmoid: (dx: tf.Tensor, y: tf.Tensor) => tf.mul(dx, tf.mul(y, tf.sub(1, y))),
  relu: (dx: tf.Tensor, y: tf.Tensor) => tf.mul(dx, tf.step(y)),
  elu: (dx: tf.Tensor, y: tf.Tensor) => tf.engine().runKernel<tf.Tensor>('EluGrad', { dy: dx, y }),
} as const;

// tf's gradient takes the slope 1 at x = 6, and 0 at x = 0.
export const relu6 = (dx: tf.Tensor, x: tf.Tensor): tf.Tensor =>
  tf.mul(dx, tf.mul(tf.step(x), tf.cast(tf.lessEqual(x, 6), 'float32')));

export const leakyRelu = (dx: tf.Tensor, x: tf.Tensor, alpha: number): tf.Tensor =>
  tf.where(tf.greater(x, 0), dx, tf.mul(dx, alpha));

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

// Klambauer et al. 2017, to tfjs's digits.
const seluScale = 1.0507009873554805;
const seluScaleAlpha = 1.7580993408473768;

/** Activations, and what their gradients run. At kinks the derivative is the one that tf's gradient takes. */
export const activations: JvpRules = {
  Relu: elementwise((dx, _x, y) => byOutput.relu(dx, y)),
  Relu6: elementwise((dx, x) => relu6(dx, x)),
  Sigmoid: elementwise((dx, _x, y) => byOutput.sigmoid(dx, y)),
  Elu: elementwise((dx, _x, y) => byOutput.elu(dx, y)),
  Selu: elementwise((dx, x, y) =>
    tf.mul(dx, tf.where(tf.greater(x, 0), tf.fill(x.shape, seluScale), tf.add(y, seluScaleAlpha))),
  ),
  Softplus: elementwise((dx, x) => tf.mul(dx, tf.sigmoid(x))),
  LeakyRelu: elementwise((dx, x, _y, { alpha }) => leakyRelu(dx, x, alpha as number)),
  Prelu: ({ inputs: { x, alpha }, tangents: { x: dx, alpha: dAlpha } }) => prelu(x, alpha, dx, dAlpha),
  // dy where y >= 0, else dy (y + 1)
  EluGrad: ({ inputs: { dy, y }, tangents: { dy: ddy, y: dOutput }, rerun }) =>
    total([ddy && rerun({ dy: ddy })[0], dOutput && tf.mul(tf.mul(dy, dOutput), tf.cast(tf.less(y, 0), 'float32'))]),
  Softmax: ({ tangents: { logits: dx }, outputs: [y] }) => {
    const weighted = tf.mul(y, dx!);
    return tf.sub(weighted, tf.mul(y, tf.sum(weighted, -1, true)));
  },
};
