import * as tf from '@tensorflow/tfjs-core';
import { disposeParts, minus, type Parts, plus, readProduct } from './parts.js';

/** A matrix in products: A x and A' u. */
export interface LinearMap {
  times(x: Parts): tf.Tensor;
  transposeTimes(u: tf.Tensor): Parts;
}

/**
 * x = argmin |A x − b|² + damping |x|² by conjugate gradients from 0 (CGLS: Hestenes and Stiefel 1952; Björck 1996,
 * Numerical Methods for Least Squares Problems), without A' A in the recurrences, so the error goes with the root of its
 * condition. Where it is singular x is the shortest solution. Ends at |A' (b − A x) − damping x| ≤ tolerance |A' b|, or
 * after `most` iterations.
 *
 * @returns x, to be disposed, and that residual; undefined if it is not finite.
 */
export function leastSquares(
  { times, transposeTimes }: LinearMap,
  b: tf.Tensor,
  damping: number,
  { tolerance, most }: { tolerance: number; most: number },
): { x: Parts; iterations: number; residual: number } | undefined {
  let s = tf.tidy(() => transposeTimes(b) as tf.Tensor[]) as Parts;
  let p: Parts = s.map((part) => part.clone());
  let x: Parts = tf.tidy(() => s.map((part) => tf.zerosLike(part)));
  let e: Parts = [b.clone()];
  let square = readProduct(s, s);
  const bound = tolerance ** 2 * square;
  let iterations = 0;
  for (; square > bound && iterations < most; iterations++) {
    const before = [...s, ...p, ...x, ...e];
    const q = [tf.tidy(() => times(p))];
    const rate = square / (readProduct(q, q) + damping * readProduct(p, p));
    x = plus(x, p, rate);
    e = minus(e, q, rate);
    s = tf.tidy(() => minus(transposeTimes(e[0]), x, damping) as tf.Tensor[]);
    const next = readProduct(s, s);
    p = plus(s, p, next / square);
    square = next;
    disposeParts([...q, ...before]);
  }
  disposeParts([...s, ...p, ...e]);
  if (Number.isFinite(square)) return { x, iterations, residual: Math.sqrt(square) };
  disposeParts(x);
  return undefined;
}
