import * as tf from '@tensorflow/tfjs';
import { normOfAll, smallest } from '../../../linear-algebra/norm.js';

/** Σ over the largest of (mean h⁴)^(1/4): of h in units of its largest element, as a fourth power is soon no float32. */
function fourthMoment(h: tf.Tensor): tf.Tensor {
  const unit = h.abs().max().maximum(smallest);
  return h
    .div(unit)
    .square()
    .square()
    .mean()
    .pow(1 / 4)
    .mul(unit);
}

/** (mean h⁴ + damping⁴)^(−1/8) of the tensor where that mean is largest: where Q starts. */
export function firstScale(hs: readonly tf.Tensor[], { damping }: { readonly damping: number }): tf.Tensor {
  const size = tf.stack(hs.map(fourthMoment)).max();
  const unit = size.maximum(Math.max(damping, smallest));
  const inUnit = size.div(unit).pow(4).add(tf.div(damping, unit).pow(4));
  return inUnit.pow(-1 / 8).div(unit.sqrt());
}

/** (mean v²)^(1/4) */
export const probeScale = (vs: readonly tf.Tensor[]): tf.Tensor => {
  const count = vs.reduce((sum, { size }) => sum + size, 0);
  return normOfAll(vs).div(Math.sqrt(count)).sqrt();
};
