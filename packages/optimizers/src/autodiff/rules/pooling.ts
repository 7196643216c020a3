import * as tf from '@tensorflow/tfjs-core';
import type { JvpRule, JvpRules } from '../jvp-rule.js';
import { linear } from '../rule-forms.js';

/** The windows along one axis. */
interface Windows {
  readonly size: number;
  readonly stride: number;
  /** Elements of the first window that lie before the axis. */
  readonly before: number;
  readonly count: number;
}

/**
 * The tangents of the largest elements: over the last axis, then over the one before, and so on. Of equal ones the first
 * counts. tf's kernel that tells positions would do for images, but errs on wasm where a window has no positive element.
 */
function ofLargest(x: tf.Tensor, dx: tf.Tensor, axes: readonly Windows[]): tf.Tensor {
  // The first axis is the batch.
  return axes.reduceRight((pair, windows, i) => tf.tidy(() => largestAlong(i + 1, windows, pair)), [x, dx])[1];
}

/** The largest elements and their tangents, from all elements and theirs. */
function largestAlong(axis: number, { size, stride, before, count }: Windows, pair: tf.Tensor[]): tf.Tensor[] {
  const { shape } = pair[0];
  const [outer, inner] = [shape.slice(0, axis), shape.slice(axis + 1)];
  const [outerSize, innerSize] = [outer, inner].map(tf.util.sizeFromShape);
  // What all windows have at one offset is to be one piece of memory: other slices, and gathers, are slow.
  const strides = count + Math.floor((size - 1) / stride);
  const cut = tf.tidy(() =>
    pair.map((tensor) => {
      const line = tf.reshape(tensor, [outerSize, shape[axis], innerSize]) as tf.Tensor3D;
      const pieces = tf.reshape(fitted(line, before, strides * stride), [outerSize, strides, stride, innerSize]);
      return tf.transpose(pieces, [2, 1, 0, 3]);
    }),
  );
  const seenAt = (offset: number) => {
    const start = [offset % stride, Math.floor(offset / stride), 0, 0];
    return cut.map((tensor) => tf.slice(tensor, start, [1, count, outerSize, innerSize]));
  };
  let found = tf.tidy(() => seenAt(0));
  for (let offset = 1; offset < size; offset++) {
    const previous = found;
    found = tf.tidy(() => {
      const [[largest, tangent], [other, otherTangent]] = [previous, seenAt(offset)];
      return [tf.maximum(largest, other), tf.where(tf.greater(other, largest), otherTangent, tangent)];
    });
    tf.dispose(previous); // not all windows at once
  }
  return found.map((tensor) => tf.reshape(tf.transpose(tensor, [0, 2, 1, 3]), [...outer, count, ...inner]));
}

/** Repeats the ends of the second axis to the length that is asked for: a window that sees a copy sees the end too. */
function fitted(tensor: tf.Tensor3D, before: number, length: number): tf.Tensor {
  const own = tensor.shape[1];
  if (before === 0 && length === own) return tensor;
  const kept = Math.min(own, length - before);
  const repeated = (at: number, times: number) =>
    times > 0 ? [tf.tile(tf.slice(tensor, [0, at, 0], [-1, 1, -1]), [1, times, 1])] : [];
  const middle = kept < own ? tf.slice(tensor, [0, 0, 0], [-1, kept, -1]) : tensor;
  return tf.concat([...repeated(0, before), middle, ...repeated(own - 1, length - before - own)], 1);
}

/** What tf's functions tell of a pooling, by axis. */
type PoolInfo = { readonly padInfo: Readonly<Record<string, number | string>> } & Readonly<Record<string, unknown>>;

/** Each axis that may be pooled, and the side on which it begins. */
const sides = { Depth: 'front', Height: 'top', Width: 'left' };

const maxPool =
  (infoOf: (...given: never[]) => object): JvpRule =>
  ({ inputs: { x }, tangents: { x: dx }, attributes }) => {
    const { filterSize, strides, pad, dimRoundingMode } = attributes as Record<string, never>;
    const info = infoOf(x.shape as never, filterSize, strides, 1 as never, pad, dimRoundingMode) as PoolInfo;
    const pooled = Object.entries(sides).filter(([axis]) => `filter${axis}` in info);
    const windows = pooled.map(([axis, side]) => ({
      size: info[`filter${axis}`],
      stride: info[`stride${axis}`],
      before: info.padInfo[side],
      count: info[`out${axis}`],
    }));
    return ofLargest(x, dx!, windows as Windows[]);
  };

const maxPool2D = maxPool(tf.backend_util.computePool2DInfo);
const maxPool3D = maxPool(tf.backend_util.computePool3DInfo);
const maxPoolGrad = linear({ on: ['dy'], flatIn: ['input', 'output'] });
const avgPoolGrad = linear({ on: ['dy'], flatIn: ['input'] });

/** Pooling and its gradients. Which element is the largest does not change under a small step. */
export const pooling: JvpRules = {
  AvgPool: linear(),
  AvgPoolGrad: avgPoolGrad,
  AvgPool3D: linear(),
  AvgPool3DGrad: avgPoolGrad,
  MaxPool: maxPool2D,
  MaxPoolWithArgmax: maxPool2D,
  MaxPoolGrad: maxPoolGrad,
  MaxPool3D: maxPool3D,
  MaxPool3DGrad: maxPoolGrad,
};
