import * as tf from '@tensorflow/tfjs-core';
import { areFloats, type TrainingKernel } from '../training-kernel.js';
import type { Work } from '../workspace.js';
import { eachPlace, eachSeenRow, type Geometry } from './geometry.js';

/** The gradient of avgPool: each pixel of dy goes to all pixels of its window in equal parts. */
export const avgPoolGrad: TrainingKernel = ({ dy, input }, attributes, workspace) => {
  if (!areFloats(dy, input)) return undefined;
  const geometry = poolGeometry(input.shape, attributes);
  const { inWidth, outWidth, inChannels, strideWidth, filterHeight, filterWidth } = geometry;
  return workspace.make({ inputs: [dy], shape: input.shape, rooms: [inChannels] }, (work) => {
    const { simd, floats, inputs, output, rooms } = work;
    const [share] = rooms;
    floats.fill(1 / (filterHeight * filterWidth), share / 4, share / 4 + inChannels);
    const pixel = 4 * inChannels;
    eachSeenRow(geometry, eachPlace(geometry), ({ column, from, to }, outputRow, inputRow) => {
      const target = output + (inputRow * inWidth + from * strideWidth + column) * pixel;
      const errors = inputs[0] + (outputRow * outWidth + from) * pixel;
      simd.multiplyAdd(target, strideWidth * pixel, errors, pixel, share, 0, to - from, inChannels);
    });
  });
};

/** The gradient of maxPool: each pixel of dy goes to the greatest of its window; of equal ones to the first, or the last. */
export const maxPoolGrad =
  (ofEqual: 'first' | 'last'): TrainingKernel =>
  ({ dy, input }, attributes, workspace) => {
    if (!areFloats(dy, input)) return undefined;
    const geometry = poolGeometry(input.shape, attributes);
    return workspace.make({ inputs: [input, dy], shape: input.shape }, (work) => {
      sendToGreatest(work, geometry, ofEqual === 'first');
    });
  };

function sendToGreatest({ simd, inputs, output }: Work, geometry: Geometry, forwards: boolean): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth } = geometry;
  const { inChannels, filterHeight, filterWidth, padInfo } = geometry;
  const pixel = 4 * inChannels;
  const columns = runs(outWidth, strideWidth, filterWidth, padInfo.left, inWidth);
  const rows = runs(outHeight, strideHeight, filterHeight, padInfo.top, inHeight).flatMap(
    ({ first, count, start, seen }) =>
      Array.from({ length: count }, (_, i) => ({ row: first + i, start: start + i * strideHeight, seen })),
  );
  const way = forwards ? 1 : -1;
  for (let image = 0; image < batchSize; image++) {
    for (const { row, start: top, seen: height } of rows) {
      for (const { first, count, start: left, seen: width } of columns) {
        const [y, x] = forwards ? [top, left] : [top + height - 1, left + width - 1];
        const at = ((image * inHeight + y) * inWidth + x) * pixel;
        const errors = inputs[1] + ((image * outHeight + row) * outWidth + first) * pixel;
        const [step, tap, nextRow] = [strideWidth * pixel, way * pixel, way * inWidth * pixel];
        simd.maxPoolGradient(inputs[0] + at, output + at, errors, count, inChannels, step, tap, nextRow, height, width);
      }
    }
  }
}

interface Run {
  /** The first window and how many follow each other, each by the stride. */
  readonly first: number;
  count: number;
  /** Where the first begins, within the input, and how much of it lies there. */
  readonly start: number;
  readonly seen: number;
}

/** Windows along one axis, in runs of those that lie within the input alike. */
function runs(windows: number, stride: number, size: number, pad: number, length: number): Run[] {
  const found: Run[] = [];
  let before: { cut: number; seen: number } | undefined;
  for (let window = 0; window < windows; window++) {
    const begin = window * stride - pad;
    const start = Math.max(0, begin);
    const seen = Math.min(begin + size, length) - start;
    if (seen <= 0) continue;
    const now = { cut: start - begin, seen };
    const last = found.at(-1);
    const goesOn = last && before && before.cut === now.cut && before.seen === now.seen;
    if (goesOn && last.first + last.count === window) last.count++;
    else found.push({ first: window, count: 1, start, seen });
    before = now;
  }
  return found;
}

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function poolGeometry(shape: readonly number[], attributes: Readonly<Record<string, unknown>>): Geometry {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as PoolAttributes;
  const inShape = shape as [number, number, number, number];
  return tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad, dimRoundingMode);
}
