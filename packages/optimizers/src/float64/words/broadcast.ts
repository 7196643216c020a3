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

/** The length of a result's rows: of operands that are gone over as they are, all of it is one. */
export function columnsOf(shape: readonly number[], size: number, a: Operand, b: Operand): number {
  if (isWhole(a, size) && isWhole(b, size)) return size;
  return shape[shape.length - 1];
}

const isWhole = (operand: Operand, size: number) =>
  typeof operand === 'number' || operand.size === size || operand.size === 1;

const isColumn = ({ shape, size: own, rank }: ArrayTensor, size: number, columns: number) =>
  shape[rank - 1] === 1 && own * columns === size;

/** An operand of which all elements are there, or one, a row or a column, that repeats. */
export function fitted(operand: Operand, shape: readonly number[], size: number, columns: number): Operand {
  if (isWhole(operand, size)) return operand;
  const x = operand as ArrayTensor;
  const isRow = x.size === columns && x.shape[x.rank - 1] === columns;
  return isRow || isColumn(x, size, columns) ? x : repeated(x, shape);
}

/** How far apart the first elements of rows are in such an operand. */
export function rowStep(operand: Operand, size: number, columns: number): number {
  if (typeof operand === 'number' || operand.size === 1) return 0;
  if (operand.size === size) return columns;
  return isColumn(operand, size, columns) ? 1 : 0;
}

/** The same of the elements of a row. */
export function columnStep(operand: Operand, size: number, columns: number): number {
  if (typeof operand === 'number' || operand.size === 1) return 0;
  return operand.size === size || !isColumn(operand, size, columns) ? 1 : 0;
}

/** The elements of an operand; a number goes into `own`. */
export function elementsOf(operand: Operand, own: Float64Array): Float64Array {
  if (typeof operand !== 'number') return operand.data;
  own[0] = operand;
  return own;
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
