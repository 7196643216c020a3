import * as tf from '@tensorflow/tfjs-core';
import { mapValues } from '../../rule/map-values.js';
import type { JvpRules, KernelCall } from '../jvp-rule.js';

/** The derivative of a function of one number, from x, the output y and the kernel's attributes. */
export type Slope = (x: tf.Tensor, y: tf.Tensor, attributes: KernelCall['attributes']) => tf.Tensor;

/** By the kernel's name. At kinks the derivative is the one that tf's gradient takes. */
export const slopes = {
  Abs: (x) => tf.step(x, -1),
  Square: (x) => tf.mul(x, 2),
  Sqrt: (_x, y) => tf.div(0.5, y),
  Rsqrt: (x, y) => tf.div(tf.mul(y, -0.5), x),
  Reciprocal: (_x, y) => tf.neg(tf.square(y)),
  Exp: (_x, y) => y,
  Expm1: (_x, y) => tf.add(y, 1),
  Log: (x) => tf.reciprocal(x),
  Log1p: (x) => tf.reciprocal(tf.add(x, 1)),
  Sin: (x) => tf.cos(x),
  Cos: (x) => tf.neg(tf.sin(x)),
  Tan: (_x, y) => tf.add(tf.square(y), 1),
  Asin: (x) => tf.rsqrt(tf.sub(1, tf.square(x))),
  Acos: (x) => tf.neg(tf.rsqrt(tf.sub(1, tf.square(x)))),
  Atan: (x) => tf.reciprocal(tf.add(tf.square(x), 1)),
  Sinh: (x) => tf.cosh(x),
  Cosh: (x) => tf.sinh(x),
  Tanh: (_x, y) => tf.sub(1, tf.square(y)),
  Asinh: (x) => tf.rsqrt(tf.add(tf.square(x), 1)),
  Acosh: (x) => tf.rsqrt(tf.sub(tf.square(x), 1)),
  Atanh: (x) => tf.reciprocal(tf.sub(1, tf.square(x))),
  Erf: (x) => tf.mul(tf.exp(tf.neg(tf.square(x))), 2 / Math.sqrt(Math.PI)),
  ClipByValue: (x, _y, attributes) => {
    const { clipValueMin, clipValueMax } = attributes as { clipValueMin: number; clipValueMax: number };
    return tf.cast(tf.logicalAnd(tf.greaterEqual(x, clipValueMin), tf.lessEqual(x, clipValueMax)), 'float32');
  },
  Relu: (_x, y) => tf.step(y),
  // tf's gradient takes the slope 1 at x = 6, and 0 at x = 0.
  Relu6: (x) => tf.mul(tf.step(x), tf.cast(tf.lessEqual(x, 6), 'float32')),
  Sigmoid: (_x, y) => tf.mul(y, tf.sub(1, y)),
  Elu: (_x, y) => tf.minimum(tf.add(y, 1), 1),
  // Klambauer et al. 2017, to tfjs's digits.
  Selu: (x, y) => tf.where(tf.greater(x, 0), tf.fill(x.shape, 1.0507009873554805), tf.add(y, 1.7580993408473768)),
  Softplus: (x) => tf.sigmoid(x),
  LeakyRelu: (x, _y, { alpha }) => tf.step(x, alpha as number),
} as const satisfies Readonly<Record<string, Slope>>;

/** Functions of one tensor, element by element. */
export const elementwise: JvpRules = mapValues<Slope, JvpRules[string]>(
  slopes,
  (slope) =>
    ({ inputs: { x }, tangents: { x: dx }, outputs: [y], attributes }) =>
      tf.mul(dx!, slope(x, y, attributes)),
);
