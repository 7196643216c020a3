import * as tf from '@tensorflow/tfjs-core';
import type { Arithmetic } from './arithmetic.js';

/** Expressions on tensors, element by element, differentiable by tf. */
export const tensors: Arithmetic<tf.Tensor> = {
  constant: (value) => tf.scalar(value),
  integerPower,
  operators: {
    add: tf.add<tf.Tensor>,
    subtract: tf.sub<tf.Tensor>,
    multiply: tf.mul<tf.Tensor>,
    divide: tf.div<tf.Tensor>,
    pow: tf.pow<tf.Tensor>,
    unaryMinus: tf.neg<tf.Tensor>,
    unaryPlus: (a) => a!,
  },
  functions: {
    abs: tf.abs<tf.Tensor>,
    acos: tf.acos<tf.Tensor>,
    asin: tf.asin<tf.Tensor>,
    atan: tf.atan<tf.Tensor>,
    cos: tf.cos<tf.Tensor>,
    cosh: tf.cosh<tf.Tensor>,
    exp: tf.exp<tf.Tensor>,
    log: tf.log<tf.Tensor>,
    sec: (x) => tf.reciprocal(tf.cos(x)),
    sech: (x) => tf.reciprocal(tf.cosh(x)),
    sin: tf.sin<tf.Tensor>,
    sinh: tf.sinh<tf.Tensor>,
    sqrt: tf.sqrt<tf.Tensor>,
    tan: tf.tan<tf.Tensor>,
    tanh: tf.tanh<tf.Tensor>,
  },
};

/** Exponentiation by squaring, since the gradient of tf.pow has 0 · 0^-1 = NaN in it. */
function integerPower(base: tf.Tensor, exponent: number): tf.Tensor {
  if (exponent < 0) return tf.reciprocal(integerPower(base, -exponent));
  // One, and still a function of the base, or tf finds no gradient.
  if (exponent === 0) return tf.add(tf.mul(base, 0), 1);
  if (exponent === 1) return base;
  const half = integerPower(tf.square(base), Math.floor(exponent / 2));
  return exponent % 2 === 0 ? half : tf.mul(half, base);
}
