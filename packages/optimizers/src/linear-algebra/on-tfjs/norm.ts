import * as tf from '@tensorflow/tfjs-core';
import { hostMemory } from '../../kernels/host-memory.js';
import { onMachine } from '../../words/words.js';
import { norm as normInWords, normOfAll as normOfAllInWords, smallest } from '../norm.js';
import { dot } from '../vector.js';
import { readsFreely } from './reads-freely.js';

// Norms of tensors of tfjs outside of rules; and sums of squares and products, which are summed up in float64 where that is free.

const words = {
  abs: tf.abs,
  div: tf.div,
  max: tf.max,
  maximum: tf.maximum,
  mul: tf.mul,
  reshape: tf.reshape,
  scalar: tf.scalar,
  sqrt: tf.sqrt,
  square: tf.square,
  stack: tf.stack,
  sum: tf.sum,
  zeros: tf.zeros,
  dataSync: (x: tf.Tensor) => x.dataSync(),
  readsFreely,
};

/** Euclidean norm, a scalar; or norms along axes, which stay with the length 1. */
export const norm: (x: tf.Tensor, axes?: number[]) => tf.Tensor = /* @__PURE__ */ onMachine(words, normInWords);

/** Euclidean norm of several tensors together. */
export const normOfAll: (xs: readonly tf.Tensor[]) => tf.Tensor = /* @__PURE__ */ onMachine(words, normOfAllInWords);

/** The largest magnitude; never 0, so that it can be divided by. (Through words it would bring all of them to every rule.) */
const largest = (x: tf.Tensor): tf.Tensor => tf.maximum(tf.max(tf.abs(x), undefined, true), smallest);

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
