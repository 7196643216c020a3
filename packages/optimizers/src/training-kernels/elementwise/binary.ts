import { areFloats, type TrainingKernel } from '../training-kernel.js';
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

/** Of numbers of float32, broadcast; the same bits as tfjs's, which calls a function for each element. */
const binary =
  (row: Row, dtype: 'float32' | 'bool'): TrainingKernel =>
  ({ a, b }, _attributes, workspace) => {
    if (!areFloats(a, b)) return undefined;
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
