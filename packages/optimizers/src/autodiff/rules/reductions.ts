import * as tf from '@tensorflow/tfjs-core';
import type { JvpRule, JvpRules } from '../jvp-rule.js';
import { linear } from '../rule-forms.js';

/** dx of the extreme element: the mean where several are (tf's gradient takes the sum, which is no derivative). */
const extreme =
  (axesName: string): JvpRule =>
  ({ inputs: { x }, tangents: { x: dx }, outputs: [y], attributes }) => {
    const axes = tf.util.parseAxisParam(attributes[axesName] as number | number[], x.shape);
    const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
    const mask = tf.cast(tf.equal(x, tf.reshape(y, kept)), 'float32');
    const isExtreme = tf.mul(mask, 1); // tfjs's webgpu cannot transpose the cast of a boolean, as a sum may
    return tf.reshape(tf.div(tf.sum(tf.mul(dx!, isExtreme), axes), tf.sum(isExtreme, axes)), y.shape);
  };

/** Tangents of x₁, x₁x₂, x₁x₂x₃, …, exact where an x is zero: pᵢ = pᵢ₋₁ xᵢ, dpᵢ = dpᵢ₋₁ xᵢ + pᵢ₋₁ dxᵢ. */
function productTangents(xs: readonly tf.Tensor[], dxs: readonly tf.Tensor[]): tf.Tensor[] {
  let [p, dp] = [tf.onesLike(xs[0]), tf.zerosLike(xs[0])];
  return xs.map((x, i) => {
    dp = tf.add(tf.mul(dp, x), tf.mul(p, dxs[i]));
    p = tf.mul(p, x);
    return dp;
  });
}

/** Sums, extremes and products over axes. */
export const reductions: JvpRules = {
  Sum: linear(),
  Mean: linear(),
  Cumsum: linear(),
  Max: extreme('reductionIndices'),
  Min: extreme('axis'),
  Prod: ({ inputs: { x }, tangents: { x: dx }, outputs: [y], attributes }) => {
    const axes = tf.util.parseAxisParam(attributes.axis as number | number[], x.shape);
    const others = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const factors = (tensor: tf.Tensor) =>
      tf.unstack(tf.reshape(tf.transpose(tensor, [...axes, ...others]), [x.size / y.size, y.size]));
    return tf.reshape(productTangents(factors(x), factors(dx!)).at(-1)!, y.shape);
  },
  Cumprod: ({ inputs: { x }, tangents: { x: dx }, attributes }) => {
    const { axis, exclusive, reverse } = attributes as { axis: number; exclusive: boolean; reverse: boolean };
    const inOrder = <T>(items: T[]) => (reverse ? items.reverse() : items);
    const [xs, dxs] = [x, dx!].map((tensor) => inOrder(tf.unstack(tensor, axis)));
    const dps = productTangents(xs, dxs);
    return tf.stack(inOrder(exclusive ? [tf.zerosLike(xs[0]), ...dps.slice(0, -1)] : dps), axis);
  },
};
