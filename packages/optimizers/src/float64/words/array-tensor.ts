import { sizeFromShape, type Tensor } from '../../words/tensor.js';

/** A tensor on plain arrays: its elements row by row. Never changed once it is made, so that tensors may share them. */
export interface ArrayTensor extends Tensor {
  readonly data: Float64Array;
}

export type Operand = ArrayTensor | number;

export const arrayTensor = (data: Float64Array, shape: readonly number[]): ArrayTensor => ({
  data,
  shape,
  size: data.length,
  rank: shape.length,
});

// Small tensors are parts of a larger array, as making one takes longer than what is done with it. None is used twice: the array
// goes when all that is in it has gone.
const chunk = 8192;
let open = new Float64Array(chunk);
let used = 0;

/** So many zeros. */
export function zeros(size: number): Float64Array {
  if (size > chunk / 8) return new Float64Array(size);
  if (used + size > chunk) {
    open = new Float64Array(chunk);
    used = 0;
  }
  const part = new Float64Array(open.buffer, 8 * used, size);
  used += size;
  return part;
}

/** A tensor whose elements, zeros until then, are still to be written. */
export const empty = (shape: readonly number[]): ArrayTensor => arrayTensor(zeros(sizeFromShape(shape)), shape);

export const scalarOf = (value: number): ArrayTensor => {
  const made = empty([]);
  made.data[0] = value;
  return made;
};

export const filled = (shape: readonly number[], value: number): ArrayTensor => {
  const made = empty(shape);
  made.data.fill(value);
  return made;
};

/** How far apart in memory neighbours on each axis are. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  for (let axis = shape.length - 1, stride = 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** An axis by its number, which counts from the last on where it is below 0. */
export const axisOf = (axis: number, { rank }: Tensor): number => (axis < 0 ? axis + rank : axis);

/** The elements at the places start + Σ index × stride, row by row of a shape: 0 as a stride repeats, others take what order they like. */
export function gathered(
  { data }: ArrayTensor,
  shape: readonly number[],
  strides: readonly number[],
  start = 0,
): ArrayTensor {
  const made = empty(shape);
  const last = shape.length - 1;
  const index = new Array<number>(shape.length).fill(0);
  for (let to = 0, from = start; to < made.size; to++) {
    made.data[to] = data[from];
    for (let axis = last; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return made;
}
