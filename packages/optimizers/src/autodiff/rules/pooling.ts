import * as tf from '@tensorflow/tfjs';
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
  return axes.reduceRight<Pair>((pair, windows, i) => largestAlong(i + 1, windows, pair), [x, dx])[1];
}

type Pair = readonly [x: tf.Tensor, dx: tf.Tensor];

function largestAlong(axis: number, { size, stride, before, count }: Windows, [x, dx]: Pair): Pair {
  const [outer, length, inner] = [x.shape.slice(0, axis), x.shape[axis], x.shape.slice(axis + 1)];
  // Three axes, as some backends have no `where` for five.
  const table = [tf.util.sizeFromShape(outer), length, tf.util.sizeFromShape(inner)];
  const seenAt = (offset: number): Pair => {
    // Outside the axis the nearest element stands in: it is in the window too.
    const nearest = (i: number) => Math.min(length - 1, Math.max(0, i * stride - before + offset));
    const positions = tf.tensor1d(
      Array.from({ length: count }, (_, i) => nearest(i)),
      'int32',
    );
    return [tf.gather(tf.reshape(x, table), positions, 1), tf.gather(tf.reshape(dx, table), positions, 1)];
  };
  let [largest, tangent] = seenAt(0);
  for (let offset = 1; offset < size; offset++) {
    const [other, otherTangent] = seenAt(offset);
    tangent = tf.where(tf.greater(other, largest), otherTangent, tangent);
    largest = tf.maximum(largest, other);
  }
  const shape = [...outer, count, ...inner];
  return [tf.reshape(largest, shape), tf.reshape(tangent, shape)];
}

type Size2D = [number, number] | number;
type Size3D = [number, number, number] | number;
type Rounding = 'floor' | 'round' | 'ceil' | undefined;

const maxPool: JvpRule = ({ inputs: { x }, tangents: { x: dx }, attributes }) => {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as Record<string, never>;
  const info = tf.backend_util.computePool2DInfo(
    x.shape as [number, number, number, number],
    filterSize as Size2D,
    strides as Size2D,
    1,
    pad,
    dimRoundingMode as Rounding,
  );
  return ofLargest(x, dx!, [
    { size: info.filterHeight, stride: info.strideHeight, before: info.padInfo.top, count: info.outHeight },
    { size: info.filterWidth, stride: info.strideWidth, before: info.padInfo.left, count: info.outWidth },
  ]);
};

const maxPool3D: JvpRule = ({ inputs: { x }, tangents: { x: dx }, attributes }) => {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as Record<string, never>;
  const info = tf.backend_util.computePool3DInfo(
    x.shape as [number, number, number, number, number],
    filterSize as Size3D,
    strides as Size3D,
    1,
    pad,
    dimRoundingMode as Rounding,
  );
  return ofLargest(x, dx!, [
    { size: info.filterDepth, stride: info.strideDepth, before: info.padInfo.front, count: info.outDepth },
    { size: info.filterHeight, stride: info.strideHeight, before: info.padInfo.top, count: info.outHeight },
    { size: info.filterWidth, stride: info.strideWidth, before: info.padInfo.left, count: info.outWidth },
  ]);
};

const maxPoolGrad = linear({ on: ['dy'], flatIn: ['input', 'output'] });
const avgPoolGrad = linear({ on: ['dy'], flatIn: ['input'] });

/** Pooling and its gradients. Which element is the largest does not change under a small step. */
export const pooling: JvpRules = {
  AvgPool: linear(),
  AvgPoolGrad: avgPoolGrad,
  AvgPool3D: linear(),
  AvgPool3DGrad: avgPoolGrad,
  MaxPool: maxPool,
  MaxPoolWithArgmax: maxPool,
  MaxPoolGrad: maxPoolGrad,
  MaxPool3D: maxPool3D,
  MaxPool3DGrad: maxPoolGrad,
};
