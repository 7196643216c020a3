import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../kernels/host-memory.js';
import type { Activate } from './activations.js';
import { addProduct, productRooms, stored } from './blocked-product.js';
import { areFloats, type TrainingKernel } from './training-kernel.js';
import type { Work, Workspace } from './workspace.js';

interface Transposes {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** a b for matrices, or for batches of them, which are broadcast; either may be transposed. */
export const batchMatMul: TrainingKernel = ({ a, b }, attributes, workspace) =>
  areFloats(a, b) ? matrixProduct(workspace, a, b, attributes) : undefined;

/** a b, with a `bias` added to each row, if there is one; `activate` may change the output once more. */
export function matrixProduct(
  workspace: Workspace,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  { transposeA = false, transposeB = false }: Transposes,
  bias?: tf.TensorInfo,
  activate: Activate = () => {},
): tf.TensorInfo {
  const [aRows, aColumns] = a.shape.slice(-2);
  const [bRows, bColumns] = b.shape.slice(-2);
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const n = transposeB ? bRows : bColumns;
  const batches = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const [aStarts, bStarts] = [a, b].map(({ shape }) => matricesOf(shape, batches));
  const needs = {
    inputs: bias ? [a, b, bias] : [a, b],
    shape: [...batches, m, n],
    rooms: productRooms(n, k),
  };
  return workspace.make(needs, (work) => {
    const { inputs, output, rooms } = work;
    const [aStart, bStart, biasStart] = inputs;
    if (bias) fillRows(work, aStarts.length * m, n, biasStart);
    aStarts.forEach((aMatrix, batch) => {
      const left = stored(aStart + 4 * aMatrix, aColumns, transposeA);
      const right = stored(bStart + 4 * bStarts[batch], bColumns, transposeB);
      addProduct(work, left, right, output + 4 * batch * m * n, [m, n, k], rooms);
    });
    activate(work.floats.subarray(output / 4, output / 4 + sizeOf(needs.shape)));
  });
}

/** Makes each of so many rows of the output the row at `bias`; zeros where there is none. */
export function fillRows({ floats, output }: Work, rows: number, length: number, bias?: number): void {
  const to = output / 4;
  floats.fill(0, to, to + rows * length);
  if (bias === undefined) return;
  for (let row = 0; row < rows; row++) floats.copyWithin(to + row * length, bias / 4, bias / 4 + length);
}

/** For each matrix of a batch of shape `batches`, where the one of `shape` begins that is broadcast to it. */
function matricesOf(shape: readonly number[], batches: readonly number[]): number[] {
  const lengths = shape.slice(0, -2);
  let starts = [0];
  let size = sizeOf(shape);
  batches.forEach((length, axis) => {
    const own = lengths[axis - batches.length + lengths.length] ?? 1;
    size /= own;
    const step = own === 1 ? 0 : size;
    starts = starts.flatMap((start) => Array.from({ length }, (_, i) => start + i * step));
  });
  return starts;
}
