import { type ArrayTensor, empty, type Operand } from './array-tensor.js';
import { columnStep, columnsOf, commonShape, elementsOf, fitted, rowStep } from './broadcast.js';

/** Goes over the rows of two operands, in which elements are so far apart from row to row, and within a row. */
type Loop = (
  into: Float64Array,
  columns: number,
  a: Float64Array,
  aRow: number,
  aColumn: number,
  b: Float64Array,
  bRow: number,
  bColumn: number,
) => void;

// Where numbers go that stand for tensors.
const [first, second, third] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];

const binary =
  (run: Loop) =>
  (a: Operand, b: Operand): ArrayTensor => {
    const shape = commonShape(a, b);
    const made = empty(shape);
    const { data, size } = made;
    const columns = columnsOf(shape, size, a, b);
    const [x, y] = [fitted(a, shape, size, columns), fitted(b, shape, size, columns)];
    run(
      data,
      columns,
      elementsOf(x, first),
      rowStep(x, size, columns),
      columnStep(x, size, columns),
      elementsOf(y, second),
      rowStep(y, size, columns),
      columnStep(y, size, columns),
    );
    return made;
  };

// The four that matrices go through have loops of their own: a loop that all share calls what it does, and that takes time.
export const add = binary((into, columns, a, aRow, aColumn, b, bRow, bColumn) => {
  for (let i = 0, to = 0; to < into.length; i++) {
    let [p, q] = [i * aRow, i * bRow];
    for (let j = 0; j < columns; j++, p += aColumn, q += bColumn) into[to++] = a[p] + b[q];
  }
});
export const sub = binary((into, columns, a, aRow, aColumn, b, bRow, bColumn) => {
  for (let i = 0, to = 0; to < into.length; i++) {
    let [p, q] = [i * aRow, i * bRow];
    for (let j = 0; j < columns; j++, p += aColumn, q += bColumn) into[to++] = a[p] - b[q];
  }
});
export const mul = binary((into, columns, a, aRow, aColumn, b, bRow, bColumn) => {
  for (let i = 0, to = 0; to < into.length; i++) {
    let [p, q] = [i * aRow, i * bRow];
    for (let j = 0; j < columns; j++, p += aColumn, q += bColumn) into[to++] = a[p] * b[q];
  }
});
export const div = binary((into, columns, a, aRow, aColumn, b, bRow, bColumn) => {
  for (let i = 0, to = 0; to < into.length; i++) {
    let [p, q] = [i * aRow, i * bRow];
    for (let j = 0; j < columns; j++, p += aColumn, q += bColumn) into[to++] = a[p] / b[q];
  }
});

const each = (of: (a: number, b: number) => number) =>
  binary((into, columns, a, aRow, aColumn, b, bRow, bColumn) => {
    for (let i = 0, to = 0; to < into.length; i++) {
      let [p, q] = [i * aRow, i * bRow];
      for (let j = 0; j < columns; j++, p += aColumn, q += bColumn) into[to++] = of(a[p], b[q]);
    }
  });

const truth = (holds: boolean) => (holds ? 1 : 0);

export const pow = each((a, b) => a ** b);
export const maximum = each(Math.max);
export const minimum = each(Math.min);
export const greater = each((a, b) => truth(a > b));
export const greaterEqual = each((a, b) => truth(a >= b));
export const less = each((a, b) => truth(a < b));
export const lessEqual = each((a, b) => truth(a <= b));
export const equal = each((a, b) => truth(a === b));
export const logicalAnd = each((a, b) => truth(a !== 0 && b !== 0));
export const logicalOr = each((a, b) => truth(a !== 0 || b !== 0));

export function where(condition: Operand, a: Operand, b: Operand): ArrayTensor {
  const shape = commonShape(condition, { shape: commonShape(a, b) } as ArrayTensor);
  const made = empty(shape);
  const { data, size } = made;
  const full = (operand: Operand, own: Float64Array) => elementsOf(fitted(operand, shape, size, size), own);
  const [holds, x, y] = [full(condition, third), full(a, first), full(b, second)];
  const [r, s, t] = [holds, x, y].map(({ length }) => (length === 1 ? 0 : 1));
  for (let i = 0; i < size; i++) data[i] = holds[i * r] !== 0 ? x[i * s] : y[i * t];
  return made;
}

const unary =
  (of: (value: number) => number) =>
  (x: ArrayTensor): ArrayTensor => {
    const made = empty(x.shape);
    const [to, from] = [made.data, x.data];
    for (let i = 0; i < to.length; i++) to[i] = of(from[i]);
    return made;
  };

export const neg = unary((value) => -value);
export const abs = unary(Math.abs);
export const sign = unary(Math.sign);
export const sqrt = unary(Math.sqrt);
export const logicalNot = unary((value) => truth(value === 0));
export const square = (x: ArrayTensor): ArrayTensor => mul(x, x);
export const clipByValue = (x: ArrayTensor, min: number, max: number): ArrayTensor => minimum(maximum(x, min), max);
