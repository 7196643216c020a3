import { type ArrayTensor, arrayTensor, axisOf, empty, scalarOf } from './array-tensor.js';
import { div } from './elementwise.js';

type Axes = number | readonly number[] | undefined;

/** Axes in descending order, so that one that is taken away leaves the others where they are. */
const axesOf = (x: ArrayTensor, axes: Axes): readonly number[] =>
  (axes === undefined ? [...x.shape.keys()] : [axes].flat()).map((axis) => axisOf(axis, x)).sort((a, b) => b - a);

const withOnes = (shape: readonly number[], reduced: readonly number[]) =>
  shape.map((size, axis) => (reduced.includes(axis) ? 1 : size));

const without = (shape: readonly number[], axis: number) => [...shape.slice(0, axis), ...shape.slice(axis + 1)];

/** Folds the elements along axes, one axis after the other. */
const reduction =
  (start: number, combine: (a: number, b: number) => number) =>
  (x: ArrayTensor, axes?: Axes, keepDims = false): ArrayTensor => {
    if (axes === undefined && !keepDims) return scalarOf(folded(x.data, start, combine));
    const all = axesOf(x, axes);
    const reduced = all.reduce((part, axis) => alongAxis(part, axis, start, combine), x);
    return keepDims ? arrayTensor(reduced.data, withOnes(x.shape, all)) : reduced;
  };

function folded(data: Float64Array, start: number, combine: (a: number, b: number) => number): number {
  let result = start;
  for (let i = 0; i < data.length; i++) result = combine(result, data[i]);
  return result;
}

function alongAxis(
  { data, shape }: ArrayTensor,
  axis: number,
  start: number,
  combine: (a: number, b: number) => number,
): ArrayTensor {
  const made = empty(without(shape, axis));
  const { [axis]: count } = shape;
  let inner = 1;
  for (let k = axis + 1; k < shape.length; k++) inner *= shape[k];
  for (let to = 0; to < made.size; to++) {
    let from = Math.floor(to / inner) * inner * count + (to % inner);
    let result = start;
    for (let k = 0; k < count; k++, from += inner) result = combine(result, data[from]);
    made.data[to] = result;
  }
  return made;
}

export const sum = reduction(0, (a, b) => a + b);
export const max = reduction(Number.NEGATIVE_INFINITY, Math.max);
export const min = reduction(Number.POSITIVE_INFINITY, Math.min);
export const prod = reduction(1, (a, b) => a * b);

export const mean = (x: ArrayTensor, axes?: Axes, keepDims?: boolean): ArrayTensor =>
  div(
    sum(x, axes, keepDims),
    axesOf(x, axes).reduce((count, axis) => count * x.shape[axis], 1),
  );

/** The first place of the largest element along an axis. */
export function argMax(x: ArrayTensor, axis = 0): ArrayTensor {
  const own = axisOf(axis, x);
  const made = empty(without(x.shape, own));
  const count = x.shape[own];
  const inner = x.shape.slice(own + 1).reduce((size, length) => size * length, 1);
  for (let to = 0; to < made.size; to++) {
    const from = Math.floor(to / inner) * inner * count + (to % inner);
    let best = 0;
    for (let k = 1; k < count; k++) if (x.data[from + k * inner] > x.data[from + best * inner]) best = k;
    made.data[to] = best;
  }
  return made;
}
