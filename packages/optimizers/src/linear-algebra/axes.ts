import { sizeFromShape, type Tensor } from '../words/tensor.js';
import * as t from '../words/words.js';

/** A square matrix, or its diagonal, that acts on one axis of a tensor. */
export interface Factor {
  readonly axis: number;
  readonly shape: readonly number[];
}

const sizeOf = ({ shape }: Factor) => sizeFromShape(shape);

/** The shape of a slot that holds factors, one after the other. */
export const packedShape = (factors: readonly Factor[]): number[] => [
  factors.reduce((sum, factor) => sum + sizeOf(factor), 0),
];

/** A square matrix for each axis that is not longer than `maxSize`; a scalar has one axis. */
export function squareFactors(shape: readonly number[], maxSize: number): Factor[] {
  if (shape.includes(0)) return [];
  const axes = (shape.length === 0 ? [1] : shape).map((size, axis) => ({ axis, shape: [size, size] }));
  return axes.filter(({ shape: [size] }) => size <= maxSize);
}

/** `map` on a tensor seen as a matrix that has a row for each index of `axis`. */
export function onRows(x: Tensor, axis: number, map: (rows: Tensor) => Tensor): Tensor {
  const order = [axis, ...x.shape.keys()].filter((other, place) => place === 0 || other !== axis);
  const moved = t.transpose(x, order);
  const back = order.map((_, index) => order.indexOf(index));
  return t.transpose(t.reshape(map(t.reshape(moved, [x.shape[axis], -1])), moved.shape), back);
}

/** A factor times a tensor, along its axis. */
export const multiply = (x: Tensor, axis: number, factor: Tensor, transpose = false): Tensor =>
  onRows(x, axis, (rows) =>
    factor.rank === 1 ? t.mul(t.expandDims(factor, 1), rows) : t.matMul(factor, rows, transpose),
  );

/** The products of a tensor's slices along an axis, each with each: G G' of a matrix G on its axis 0. */
export function gram(x: Tensor, axis: number): Tensor {
  const others = [...x.shape.keys()].filter((other) => other !== axis);
  const rows = t.reshape(t.transpose(x, [axis, ...others]), [x.shape[axis], -1]);
  return t.matMul(rows, rows, false, true);
}

/** A scalar has one axis, of length 1. */
export const withAxes = <T extends Tensor>(x: T): Tensor => (x.rank === 0 ? t.reshape(x, [1]) : x);
