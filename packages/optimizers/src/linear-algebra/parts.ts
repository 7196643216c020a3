import * as tf from '@tensorflow/tfjs-core';

/** A vector in parts, such as one tensor for each variable. */
export type Parts = readonly tf.Tensor[];

/** Σ a b over all parts, on the backend. */
export const productOfParts = (a: Parts, b: Parts): tf.Scalar =>
  a.length === 0 ? tf.scalar(0) : tf.tidy(() => tf.addN(a.map((part, i) => tf.sum(tf.mul(part, b[i])))) as tf.Scalar);

/** The same, read at once. */
export const readProduct = (a: Parts, b: Parts): number =>
  a.length === 0 ? 0 : tf.tidy(() => productOfParts(a, b).dataSync()[0]);

/** a + scale b */
export const plus = (a: Parts, b: Parts, scale: number | tf.Scalar): Parts =>
  tf.tidy(() => a.map((part, i) => tf.add(part, tf.mul(b[i], scale))) as tf.Tensor[]);

/** a − scale b */
export const minus = (a: Parts, b: Parts, scale: number | tf.Scalar): Parts =>
  tf.tidy(() => a.map((part, i) => tf.sub(part, tf.mul(b[i], scale))) as tf.Tensor[]);

export const disposeParts = (parts: Parts): void => tf.dispose(parts as tf.Tensor[]);
