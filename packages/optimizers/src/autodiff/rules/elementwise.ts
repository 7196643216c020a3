import * as tf from '@tensorflow/tfjs-core';
import type { JvpRules } from '../jvp-rule.js';
import { elementwise } from '../rule-forms.js';

/** Functions of one tensor, element by element. At kinks the derivative is the one that tf's gradient takes. */
export const elementwiseKernels: JvpRules = {
  Abs: elementwise((dx, x) => tf.mul(dx, tf.step(x, -1))),
  Square: elementwise((dx, x) => tf.mul(dx, tf.mul(x, 2))),
  Sqrt: elementwise((dx, _x, y) => tf.div(dx, tf.mul(y, 2))),
  Rsqrt: elementwise((dx, x, y) => tf.mul(dx, tf.div(tf.mul(y, -0.5), x))),
  Reciprocal: elementwise((dx, _x, y) => tf.neg(tf.mul(dx, tf.square(y)))),
  Exp: elementwise((dx, _x, y) => tf.mul(dx, y)),
  Expm1: elementwise((dx, _x, y) => tf.mul(dx, tf.add(y, 1))),
  Log: elementwise((dx, x) => tf.div(dx, x)),
  Log1p: elementwise((dx, x) => tf.div(dx, tf.add(x, 1))),
  Sin: elementwise((dx, x) => tf.mul(dx, tf.cos(x))),
  Cos: elementwise((dx, x) => tf.neg(tf.mul(dx, tf.sin(x)))),
  Tan: elementwise((dx, _x, y) => tf.mul(dx, tf.add(tf.square(y), 1))),
  Asin: elementwise((dx, x) => tf.mul(dx, tf.rsqrt(tf.sub(1, tf.square(x))))),
  Acos: elementwise((dx, x) => tf.neg(tf.mul(dx, tf.rsqrt(tf.sub(1, tf.square(x)))))),
  Atan: elementwise((dx, x) => tf.div(dx, tf.add(tf.square(x), 1))),
  Sinh: elementwise((dx, x) => tf.mul(dx, tf.cosh(x))),
  Cosh: elementwise((dx, x) => tf.mul(dx, tf.sinh(x))),
  Tanh: elementwise((dx, _x, y) => tf.mul(dx, tf.sub(1, tf.square(y)))),
  Asinh: elementwise((dx, x) => tf.mul(dx, tf.rsqrt(tf.add(tf.square(x), 1)))),
  Acosh: elementwise((dx, x) => tf.mul(dx, tf.rsqrt(tf.sub(tf.square(x), 1)))),
  Atanh: elementwise((dx, x) => tf.div(dx, tf.sub(1, tf.square(x)))),
  Erf: elementwise((dx, x) => tf.mul(dx, tf.mul(tf.exp(tf.neg(tf.square(x))), 2 / Math.sqrt(Math.PI)))),
  ClipByValue: elementwise((dx, x, _y, attributes) => {
    const { clipValueMin, clipValueMax } = attributes as { clipValueMin: number; clipValueMax: number };
    const inRange = tf.logicalAnd(tf.greaterEqual(x, clipValueMin), tf.lessEqual(x, clipValueMax));
    return tf.mul(dx, tf.cast(inRange, 'float32'));
  }),
};
