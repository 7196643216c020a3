import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../kernels/host-memory.js';
import { forEachRow, placeOf, stridesOf } from './rows.js';
import { isNumeric, type TrainingKernel } from './training-kernel.js';
import type { Numbers, Workspace } from './workspace.js';

/** Part of a tensor, copied in runs that are as long as can be. */
export const slice: TrainingKernel = ({ x }, { begin, size }, workspace) => {
  const [begins, sizes] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin as number[], size as number[]);
  return isView(workspace, x, begins, sizes) ? undefined : part(workspace, x, begins, sizes);
};

/** The parts of a tensor along an axis. */
export const splitV: TrainingKernel = ({ x }, { numOrSizeSplits, axis }, workspace) => {
  if (!isNumeric(x)) return undefined;
  const [along] = tf.util.parseAxisParam(axis as number, [...x.shape]);
  const sizes = tf.backend_util.prepareSplitSize(x as tf.Tensor, numOrSizeSplits as number[], along);
  const isInPieces = sizeOf(x.shape.slice(0, along)) === 1;
  if (workspace.slicesAreViews && isInPieces) return undefined;
  let start = 0;
  return sizes.map((size) => {
    const begins = x.shape.map((_, i) => (i === along ? start : 0));
    start += size;
    return part(workspace, x, begins, x.shape.with(along, size))!;
  });
};

/** A slice with steps of one. */
export const stridedSlice: TrainingKernel = ({ x }, attributes, workspace) => {
  const { begin, end, strides, ...masks } = attributes as unknown as Record<'begin' | 'end' | 'strides', number[]> &
    Masks;
  const { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = masks;
  const info = tf.slice_util.sliceInfo(
    x.shape,
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  if (info.isIdentity || !(info.sliceDim0 || info.isSimpleSlice)) return undefined;
  const sizes = tf.slice_util.computeOutShape(info.begin, info.end, info.strides);
  return part(workspace, x, info.begin, sizes, info.finalShape);
};

const isView = (workspace: Workspace, { shape }: tf.TensorInfo, begins: readonly number[], sizes: readonly number[]) =>
  workspace.slicesAreViews && tf.slice_util.isSliceContinous([...shape], [...begins], [...sizes]);

type Masks = Readonly<Record<'beginMask' | 'endMask' | 'ellipsisMask' | 'newAxisMask' | 'shrinkAxisMask', number>>;

function part(
  workspace: Workspace,
  x: tf.TensorInfo,
  begins: readonly number[],
  sizes: readonly number[],
  shape = sizes,
): tf.TensorInfo | undefined {
  if (!isNumeric(x)) return undefined;
  return workspace.makeOnArrays([x], shape, x.dtype, (output, [numbers]) => {
    if (output.length > 0) copyPart(numbers, output, x.shape, begins, sizes);
  });
}

/** Copies a part of `from` to all of `to`. */
function copyPart(
  from: Numbers,
  to: Numbers,
  shape: readonly number[],
  begins: readonly number[],
  sizes: readonly number[],
): void {
  // The last axis of which not all is taken: from there on a part lies in one piece.
  const axis = Math.max(
    0,
    shape.findLastIndex((length, i) => sizes[i] !== length),
  );
  const strides = stridesOf(shape);
  const first = placeOf(begins, strides);
  const run = sizeOf(sizes.slice(axis));
  let next = 0;
  forEachRow(sizes.slice(0, axis + 1), strides, (start) => {
    for (let i = 0; i < run; i++) to[next++] = from[first + start + i];
  });
}
