import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../kernels/host-memory.js';
import type { TrainingKernel } from '../training-kernel.js';
import type { Numbers } from '../workspace.js';
import { broadcast } from './broadcast.js';

/** One run of numbers of two operands, which go on by steps of 0 or 1. Each is a loop of its own, so that it is compiled for its operation. */
type Row = (
  out: Numbers,
  at: number,
  size: number,
  x: Numbers,
  i: number,
  stepX: number,
  y: Numbers,
  j: number,
  stepY: number,
) => void;

const addRow: Row = (out, at, size, x, i, stepX, y, j, stepY) => {
  for (let k = 0; k < size; k++, i += stepX, j += stepY) out[at + k] = x[i] + y[j];
};
const subtractRow: Row = (out, at, size, x, i, stepX, y, j, stepY) => {
  for (let k = 0; k < size; k++, i += stepX, j += stepY) out[at + k] = x[i] - y[j];
};
const multiplyRow: Row = (out, at, size, x, i, stepX, y, j, stepY) => {
  for (let k = 0; k < size; k++, i += stepX, j += stepY) out[at + k] = x[i] * y[j];
};
const divideRow: Row = (out, at, size, x, i, stepX, y, j, stepY) => {
  for (let k = 0; k < size; k++, i += stepX, j += stepY) out[at + k] = x[i] / y[j];
};
const squaredDifferenceRow: Row = (out, at, size, x, i, stepX, y, j, stepY) => {
  for (let k = 0; k < size; k++, i += stepX, j += stepY) {
    const difference = x[i] - y[j];
    out[at + k] = difference * difference;
  }
};
const greaterEqualRow: Row = (out, at, size, x, i, stepX, y, j, stepY) => {
  for (let k = 0; k < size; k++, i += stepX, j += stepY) out[at + k] = x[i] >= y[j] ? 1 : 0;
};
const lessEqualRow: Row = (out, at, size, x, i, stepX, y, j, stepY) => {
  for (let k = 0; k < size; k++, i += stepX, j += stepY) out[at + k] = x[i] <= y[j] ? 1 : 0;
};
const equalRow: Row = (out, at, size, x, i, stepX, y, j, stepY) => {
  for (let k = 0; k < size; k++, i += stepX, j += stepY) out[at + k] = x[i] === y[j] ? 1 : 0;
};
const andRow: Row = (out, at, size, x, i, stepX, y, j, stepY) => {
  for (let k = 0; k < size; k++, i += stepX, j += stepY) out[at + k] = x[i] & y[j];
};

/** Of numbers of one type, broadcast; the same bits as tfjs's, which calls a function for each element. */
const binary =
  (row: Row, dtype: 'float32' | 'bool', operands: tf.DataType = 'float32'): TrainingKernel =>
  ({ a, b }, _attributes, workspace) => {
    if (a.dtype !== operands || b.dtype !== operands) return undefined;
    const { shape, forEachRow } = broadcast(a.shape, b.shape);
    return workspace.makeOnArrays([a, b], shape, dtype, (out, [x, y]) => {
      if (out.length === 0) return;
      forEachRow((at, i, j, size, stepX, stepY) => row(out, at, size, x, i, stepX, y, j, stepY));
    });
  };

export const add = binary(addRow, 'float32');
export const subtract = binary(subtractRow, 'float32');
export const multiply = binary(multiplyRow, 'float32');
export const divide = binary(divideRow, 'float32');
export const squaredDifference = binary(squaredDifferenceRow, 'float32');
export const greaterEqual = binary(greaterEqualRow, 'bool');
export const lessEqual = binary(lessEqualRow, 'bool');
export const equal = binary(equalRow, 'bool');
export const logicalAnd = binary(andRow, 'bool', 'bool');

/**
 * A kernel for operands of which one is repeated along some axes, not all, as in the gradient of a maximum. There tfjs's wasm
 * backend looks up each number's place, where it is slower than a loop by far; elsewhere it is faster.
 */
export const wherePartlyRepeated =
  (kernel: TrainingKernel): TrainingKernel =>
  ({ a, b }, attributes, workspace) => {
    const sizes = [sizeOf(a.shape), sizeOf(b.shape)];
    const isPlain = sizes[0] === sizes[1] || sizes.includes(1);
    return isPlain ? undefined : kernel({ a, b }, attributes, workspace);
  };
