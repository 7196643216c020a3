import { sizeFromShape } from '../../words/tensor.js';
import { type ArrayTensor, arrayTensor, axisOf, empty, gathered, stridesOf } from './array-tensor.js';

/** The same elements in another shape, of which one length may be -1: what is left for it. */
export function reshape({ data }: ArrayTensor, shape: readonly number[]): ArrayTensor {
  const open = shape.indexOf(-1);
  if (open < 0) return arrayTensor(data, shape);
  const lengths = [...shape];
  lengths[open] = data.length / -sizeFromShape(shape);
  return arrayTensor(data, lengths);
}

export const expandDims = (x: ArrayTensor, axis: number): ArrayTensor =>
  arrayTensor(x.data, x.shape.toSpliced(axis < 0 ? axis + x.rank + 1 : axis, 0, 1));

/** Parts one after the other along an axis. */
export function concat(parts: readonly ArrayTensor[], axis = 0): ArrayTensor {
  const [first] = parts;
  if (parts.length === 1) return first;
  const own = axisOf(axis, first);
  const length = parts.reduce((sum, { shape }) => sum + shape[own], 0);
  const made = empty(first.shape.with(own, length));
  const outer = sizeFromShape(first.shape.slice(0, own));
  let to = 0;
  for (let i = 0; i < outer; i++) {
    for (const { data, size } of parts) {
      const count = size / outer;
      for (let j = 0; j < count; j++) made.data[to++] = data[i * count + j];
    }
  }
  return made;
}

/** Parts of the same shape as one, with an axis in front that counts them. */
export const stack = (parts: readonly ArrayTensor[]): ArrayTensor => {
  const { data } = concat(parts.map(({ data: own }) => arrayTensor(own, [own.length])));
  return arrayTensor(data, [parts.length, ...parts[0].shape]);
};

/** The other way round. */
export function unstack({ data, shape: [count, ...shape] }: ArrayTensor): ArrayTensor[] {
  const size = sizeFromShape(shape);
  return Array.from({ length: count }, (_, i) => arrayTensor(data.subarray(i * size, (i + 1) * size), shape));
}

/** Parts of so many rows each. */
export function split({ data, shape: [, ...row] }: ArrayTensor, rows: readonly number[]): ArrayTensor[] {
  const size = sizeFromShape(row);
  let start = 0;
  return rows.map((count) => {
    const end = start + count * size;
    const part = arrayTensor(data.subarray(start, end), [count, ...row]);
    start = end;
    return part;
  });
}

/** The elements from `begin` on, of each axis as many as `size` says; all that are left for -1, or without it. */
export function slice(x: ArrayTensor, begin: readonly number[], size: readonly number[] = []): ArrayTensor {
  const strides = stridesOf(x.shape);
  const from = (axis: number) => begin[axis] ?? 0;
  const shape = x.shape.map((length, axis) => {
    const { [axis]: count = -1 } = size;
    return count < 0 ? length - from(axis) : count;
  });
  const start = strides.reduce((sum, stride, axis) => sum + stride * from(axis), 0);
  return gathered(x, shape, strides, start);
}

/** What is at the places along an axis that `indices`, a vector or a scalar, names. */
export function gather(x: ArrayTensor, indices: ArrayTensor, axis = 0): ArrayTensor {
  const own = axisOf(axis, x);
  const shape = [...x.shape.slice(0, own), ...indices.shape, ...x.shape.slice(own + 1)];
  const made = empty(shape);
  const inner = sizeFromShape(x.shape.slice(own + 1));
  const outer = sizeFromShape(x.shape.slice(0, own));
  let to = 0;
  for (let i = 0; i < outer; i++) {
    for (const index of indices.data) {
      const from = (i * x.shape[own] + index) * inner;
      for (let j = 0; j < inner; j++) made.data[to++] = x.data[from + j];
    }
  }
  return made;
}

/** A vector from its end. */
export const reverse = ({ data, shape }: ArrayTensor): ArrayTensor => arrayTensor(data.toReversed(), shape);

/** start, start + step, … below stop. */
export const range = (start: number, stop: number, step = 1): ArrayTensor => {
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return arrayTensor(
    Float64Array.from({ length: count }, (_, i) => start + i * step),
    [count],
  );
};
