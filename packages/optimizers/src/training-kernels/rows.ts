import { sizeOf } from '../kernels/host-memory.js';

/** How far apart neighbours lie along each axis of a tensor that lies in one piece. */
export const stridesOf = (shape: readonly number[]): number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));

/** Calls `visit` with where each row along the last axis begins: of so many numbers along each axis, so far apart. */
export function forEachRow(
  sizes: readonly number[],
  strides: readonly number[],
  visit: (start: number) => void,
  start = 0,
  axis = 0,
): void {
  if (axis >= sizes.length - 1) visit(start);
  else for (let i = 0; i < sizes[axis]; i++) forEachRow(sizes, strides, visit, start + i * strides[axis], axis + 1);
}

/** Where a part begins that is so far from the edge along each axis. */
export const placeOf = (begins: readonly number[], strides: readonly number[]): number =>
  begins.reduce((place, begin, axis) => place + begin * strides[axis], 0);
