import * as tf from '@tensorflow/tfjs-core';
import { normOfAll, smallest } from '../../../linear-algebra/norm.js';

/** Σ over the largest of (mean h⁴)^(1/4): of h in units of its largest element, as a fourth power is soon no float32. */
function fourthMoment(h: tf.Tensor): tf.Tensor {
  const unit = tf.maximum(tf.max(tf.abs(h)), smallest);
  return tf.mul(tf.pow(tf.mean(tf.square(tf.square(tf.div(h, unit)))), 1 / 4), unit);
}

/** (mean h⁴ + damping⁴)^(−1/8) of the tensor where that mean is largest: where Q starts. */
export function firstScale(hs: readonly tf.Tensor[], { damping }: { readonly damping: number }): tf.Tensor {
  const size = tf.max(tf.stack(hs.map(fourthMoment)));
  const unit = tf.maximum(size, Math.max(damping, smallest));
  const inUnit = tf.add(tf.pow(tf.div(size, unit), 4), tf.pow(tf.div(damping, unit), 4));
  return tf.div(tf.pow(inUnit, -1 / 8), tf.sqrt(unit));
}

/** (mean v²)^(1/4) */
export const probeScale = (vs: readonly tf.Tensor[]): tf.Tensor => {
  const count = vs.reduce((sum, { size }) => sum + size, 0);
  return tf.sqrt(tf.div(normOfAll(vs), Math.sqrt(count)));
};
