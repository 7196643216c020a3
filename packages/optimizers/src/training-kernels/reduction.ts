import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../kernels/host-memory.js';

/** A tensor as `outer` times `length` rows of `inner` numbers, of which the rows come together. */
export interface Reduction {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  /** Of what comes out. */
  readonly shape: readonly number[];
}

/** How axes are reduced, where they are neighbours; undefined where they are not, or are none. */
export function reductionOf(
  { shape }: tf.TensorInfo,
  { axis, keepDims }: Readonly<Record<string, unknown>>,
): Reduction | undefined {
  const axes = tf.util.parseAxisParam(axis as number[], [...shape]).sort((a, b) => a - b);
  const [first, last] = [axes[0], axes[axes.length - 1]];
  if (axes.length === 0 || last - first !== axes.length - 1) return undefined;
  const kept = shape.map((size, i) => (axes.includes(i) ? 1 : size));
  return {
    outer: sizeOf(shape.slice(0, first)),
    length: sizeOf(shape.slice(first, last + 1)),
    inner: sizeOf(shape.slice(last + 1)),
    shape: keepDims ? kept : shape.filter((_, i) => !axes.includes(i)),
  };
}
