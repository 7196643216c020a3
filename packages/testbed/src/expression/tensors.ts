import * as tf from '@tensorflow/tfjs';
import type { Arithmetic } from './arithmetic.js';

/** Expressions on tf scalars, differentiable by tf. */
export const tensors: Arithmetic<tf.Scalar> = {
  constant: (value) => tf.scalar(value),
  integerPower,
  operators: {
    add: tf.add<tf.Scalar>,
    subtract: tf.sub<tf.Scalar>,
    multiply: tf.mul<tf.Scalar>,
    divide: tf.div<tf.Scalar>,
    pow: tf.pow<tf.Scalar>,
    unaryMinus: tf.neg<tf.Scalar>,
    unaryPlus: (a) => a!,
  },
  functions: {
    abs: tf.abs<tf.Scalar>,
    acos: tf.acos<tf.Scalar>,
    asin: tf.asin<tf.Scalar>,
    atan: tf.atan<tf.Scalar>,
    cos: tf.cos<tf.Scalar>,
    cosh: tf.cosh<tf.Scalar>,
    exp: tf.exp<tf.Scalar>,
    log: tf.log<tf.Scalar>,
    sec: (x) => tf.reciprocal(tf.cos(x)),
    sech: (x) => tf.reciprocal(tf.cosh(x)),
    sin: tf.sin<tf.Scalar>,
    sinh: tf.sinh<tf.Scalar>,
    sqrt: tf.sqrt<tf.Scalar>,
    tan: tf.tan<tf.Scalar>,
    tanh: tf.tanh<tf.Scalar>,
  },
};

/** Exponentiation by squaring, since the gradient of tf.pow has 0 · 0^-1 = NaN in it. */
function integerPower(base: tf.Scalar, exponent: number): tf.Scalar {
  if (exponent < 0) return tf.reciprocal(integerPower(base, -exponent));
  // One, and still a function of the base, or tf finds no gradient.
  if (exponent === 0) return tf.add(tf.mul(base, 0), 1);
  if (exponent === 1) return base;
  const half = integerPower(tf.square(base), Math.floor(exponent / 2));
  return exponent % 2 === 0 ? half : tf.mul(half, base);
}
