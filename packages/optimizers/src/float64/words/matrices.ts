import { solveByElimination } from '../../linear-algebra/lu.js';
import { type ArrayTensor, arrayTensor, empty, gathered, stridesOf } from './array-tensor.js';

/** A row of a product: from `to` on `m` numbers, of `shared` elements of a from `start` on, so far apart, and a matrix. */
type RowProduct = (
  into: Float64Array,
  to: number,
  m: number,
  a: Float64Array,
  start: number,
  step: number,
  b: Float64Array,
  shared: number,
) => void;

const rowTimesMatrix: RowProduct = (into, to, m, a, start, step, b, shared) => {
  for (let k = 0, at = 0; k < shared; k++) {
    const factor = a[start + k * step];
    for (let j = 0; j < m; j++) into[to + j] += factor * b[at++];
  }
};

const rowTimesRows: RowProduct = (into, to, m, a, start, step, b, shared) => {
  for (let j = 0, at = 0; j < m; j++) {
    let sum = 0;
    for (let k = 0, from = start; k < shared; k++, from += step) sum += a[from] * b[at++];
    into[to + j] = sum;
  }
};

/** The product of two matrices, each as it is or transposed. */
export function matMul(a: ArrayTensor, b: ArrayTensor, transposeA = false, transposeB = false): ArrayTensor {
  const [aRows, aColumns] = a.shape;
  const [bRows, bColumns] = b.shape;
  const [n, shared] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const [others, m] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
  if (shared !== others) throw new Error(`Matrices [${a.shape}] and [${b.shape}] cannot be multiplied.`);
  const made = empty([n, m]);
  const [rowStep, step] = transposeA ? [1, aColumns] : [aColumns, 1];
  for (let i = 0; i < n; i++) {
    const [to, start] = [i * m, i * rowStep];
    if (transposeB) rowTimesRows(made.data, to, m, a.data, start, step, b.data, shared);
    else rowTimesMatrix(made.data, to, m, a.data, start, step, b.data, shared);
  }
  return made;
}

/** With the axes in another order: the other way round, unless that is given. */
export function transpose(x: ArrayTensor, order?: readonly number[]): ArrayTensor {
  if (x.rank < 2) return x;
  const axes = order ?? [...x.shape.keys()].reverse();
  if (axes.every((axis, place) => axis === place)) return x;
  if (x.rank === 2) return turned(x);
  const strides = stridesOf(x.shape);
  return gathered(
    x,
    axes.map((axis) => x.shape[axis]),
    axes.map((axis) => strides[axis]),
  );
}

function turned({ data, shape: [rows, columns] }: ArrayTensor): ArrayTensor {
  const made = empty([columns, rows]);
  for (let i = 0, from = 0; i < rows; i++) {
    for (let j = 0, to = i; j < columns; j++, to += rows) made.data[to] = data[from++];
  }
  return made;
}

export function eye(size: number): ArrayTensor {
  const made = empty([size, size]);
  for (let i = 0; i < size; i++) made.data[i * (size + 1)] = 1;
  return made;
}

/** By elimination; not finite where there is none. */
export function inverse({ data, shape }: ArrayTensor): ArrayTensor {
  const [n] = shape;
  const rowsOf = (all: Float64Array) => Array.from({ length: n }, (_, i) => all.slice(i * n, (i + 1) * n));
  const found = solveByElimination(rowsOf(data), rowsOf(eye(n).data));
  const made = empty(shape);
  if (found) for (const [i, row] of found.entries()) made.data.set(row, i * n);
  else made.data.fill(Number.NaN);
  return made;
}

/** A matrix with zeros beyond so many diagonals below and above its own; all of them where the number is below 0. */
export function bandPart({ data, shape }: ArrayTensor, lower: number, upper: number): ArrayTensor {
  const [, columns] = shape;
  const isWithin = (at: number) => {
    const above = (at % columns) - Math.floor(at / columns);
    return (lower < 0 || -above <= lower) && (upper < 0 || above <= upper);
  };
  return arrayTensor(
    data.map((value, at) => (isWithin(at) ? value : 0)),
    shape,
  );
}
