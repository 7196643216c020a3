import * as tf from '@tensorflow/tfjs-core';
import { hostMemory } from '../kernels/host-memory.js';
import { dot } from './vector.js';

// A square of float32 is infinite from 1.8e19 on and 0 below 1e-23. So norms are those of what is left when the largest
// magnitude is taken out, or are summed up in float64.

/** The least normal number of float32. */
export const smallest = 1.1754943508222875e-38;

/** The largest magnitude, of all elements or along axes, which stay; never 0, so that it can be divided by. */
const largest = (x: tf.Tensor, axes?: number[]): tf.Tensor => tf.maximum(tf.max(tf.abs(x), axes, true), smallest);

/** Euclidean norm, a scalar; or norms along axes, which stay with the length 1. */
export const norm = (x: tf.Tensor, axes?: number[]): tf.Tensor => (axes ? alongAxes(x, axes) : ofAll(x));

/** In host memory it is read whether squares have done, as nearly always. */
function ofAll(x: tf.Tensor): tf.Tensor {
  if (x.size === 0) return tf.scalar(0); // wasm's sum is none
  if (hostMemory(tf.backend())) {
    const squares = tf.sum(tf.square(x));
    const [sum] = squares.dataSync();
    if (sum > 1e-30 && sum < Number.POSITIVE_INFINITY) return tf.sqrt(squares);
  }
  return tf.reshape(alongAxes(x), []);
}

function alongAxes(x: tf.Tensor, axes?: number[]): tf.Tensor {
  if (x.size === 0) return tf.zeros(x.shape.map((size, axis) => (axes!.includes(axis) ? 1 : size)));
  const scale = largest(x, axes);
  return tf.mul(tf.sqrt(tf.sum(tf.square(tf.div(x, scale)), axes, true)), scale);
}

/** Euclidean norm of several tensors together. */
export const normOfAll = (xs: readonly tf.Tensor[]): tf.Tensor => norm(tf.stack(xs.map((x) => norm(x))));

/** Root of the mean square. */
export const rootMeanSquare = (x: tf.Tensor): tf.Tensor => tf.div(norm(x), Math.sqrt(x.size));

/** Σ x², read at once. */
export function sumOfSquares(x: tf.Tensor): number {
  if (x.size > 0 && !hostMemory(tf.backend())) return scaledSumOfSquares(x);
  const values = x.dataSync();
  return dot(values, values);
}

/** The same, summed up where the tensor is, which must have elements. */
export const scaledSumOfSquares = (x: tf.Tensor): number =>
  tf.tidy(() => {
    const scale = largest(x);
    const [size, sum] = tf.stack([tf.reshape(scale, []), tf.sum(tf.square(tf.div(x, scale)))]).dataSync();
    return sum * size ** 2;
  });

/** Σ a b, read at once. */
export function innerProduct(a: tf.Tensor, b: tf.Tensor): number {
  if (a.size === 0 || hostMemory(tf.backend())) return dot(a.dataSync(), b.dataSync());
  return tf.tidy(() => {
    const [aSize, bSize] = [largest(a), largest(b)];
    const sum = tf.sum(tf.mul(tf.div(a, aSize), tf.div(b, bSize)));
    const [first, second, product] = tf.stack([tf.reshape(aSize, []), tf.reshape(bSize, []), sum]).dataSync();
    return product * first * second;
  });
}
