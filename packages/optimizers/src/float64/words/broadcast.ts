import { type ArrayTensor, gathered, type Operand, stridesOf } from './array-tensor.js';

const none: readonly number[] = [];
const shapeOf = (operand: Operand) => (typeof operand === 'number' ? none : operand.shape);

/** The shape that both have when axes that are missing in front, or have the length 1, repeat. */
export function commonShape(first: Operand, second: Operand): readonly number[] {
  const [a, b] = [shapeOf(first), shapeOf(second)];
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let axis = 1; axis <= rank; axis++) {
    const one = a.length < axis ? 1 : a[a.length - axis];
    const other = b.length < axis ? 1 : b[b.length - axis];
    if (one !== other && one !== 1 && other !== 1) throw new Error(`Shapes [${a}] and [${b}] do not go together.`);
    shape[rank - axis] = one === 1 ? other : one;
  }
  return shape;
}

/**
 * The elements of an operand for a result of a shape and size: as many, or one alone that stands for all. `own` is where a
 * number goes.
 */
export function elementsFor(shape: readonly number[], size: number, operand: Operand, own: Float64Array): Float64Array {
  if (typeof operand === 'number') {
    own[0] = operand;
    return own;
  }
  const { data } = operand;
  return data.length === size || data.length === 1 ? data : repeated(operand, shape).data;
}

function repeated(x: ArrayTensor, shape: readonly number[]): ArrayTensor {
  const strides = stridesOf(x.shape);
  const missing = shape.length - x.rank;
  return gathered(
    x,
    shape,
    shape.map((_, axis) => (axis < missing || x.shape[axis - missing] === 1 ? 0 : strides[axis - missing])),
  );
}
