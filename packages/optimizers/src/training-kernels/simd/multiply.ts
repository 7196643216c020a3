import type { Code } from '../../kernels/wasm-assembler.js';
import {
  add,
  bytesOf,
  countUp,
  defineFunction,
  float,
  ifElse,
  increase,
  int,
  type Local,
  less,
  oneNumber,
  plus,
  product,
  repeat,
  set,
  smaller,
  splatAt,
  storeVector,
  subtract,
  times,
  vectorAt,
} from './wasm-code.js';

interface Row {
  /** Where its next factor lies, and its first number of the result. */
  readonly a: Local;
  readonly c: Local;
  readonly sums: readonly [Local, Local];
}

/**
 * c += a b, for m x k numbers a, b packed into panels, and m x n numbers c; strides in bytes. Four rows and eight columns
 * are summed up at a time, in registers (Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008).
 * Where less than four rows are left, the last one stands for those that are missing; a panel narrower than eight goes
 * through `tile`, room for 4 x 8 numbers.
 */
export const multiply = defineFunction(
  ['a', 'aRow', 'aColumn', 'panels', 'c', 'cRow', 'm', 'n', 'k', 'tile'],
  ({ a, aRow, aColumn, panels, c, cRow, m, n, k, tile }, locals) => {
    const [i, j, left, index, panel, position] = Array.from({ length: 6 }, () => locals.integer());
    const [low, high, factor] = Array.from({ length: 3 }, () => locals.vector());
    const rows = Array.from(
      { length: 4 },
      (): Row => ({ a: locals.integer(), c: locals.integer(), sums: [locals.vector(), locals.vector()] }),
    );
    const start = rows.map((row, r) => [
      set(index, smaller(add(i, int(r)), subtract(m, int(1)))),
      set(row.a, add(a, times(index, aRow))),
      set(row.c, add(add(c, bytesOf(j)), times(index, cRow))),
      row.sums.map((sum) => set(sum, float(0))),
    ]);
    const addProducts = [
      [set(low, vectorAt(panel)), set(high, vectorAt(panel, 16)), increase(panel, bytesOf(int(8)))],
      rows.map((row) => [
        set(factor, splatAt(row.a)),
        set(row.sums[0], plus(row.sums[0], product(factor, low))),
        set(row.sums[1], plus(row.sums[1], product(factor, high))),
        increase(row.a, aColumn),
      ]),
    ];
    return countUp(j, n, 8, [
      countUp(i, m, 4, [
        [start, set(panel, panels)],
        repeat(left, k, addProducts),
        ifElse(less(add(j, int(7)), n), addToWide(rows), addToNarrow(rows, tile, position, bytesOf(subtract(n, j)))),
      ]),
      set(panels, panel),
    ]);
  },
);

/** Every row is read before the first is written, as the last may stand there several times. */
function addToWide(rows: readonly Row[]): Code {
  return [
    rows.map(({ c, sums }) => sums.map((sum, half) => set(sum, plus(sum, vectorAt(c, 16 * half))))),
    rows.map(({ c, sums }) => sums.map((sum, half) => storeVector(c, sum, 16 * half))),
  ];
}

function addToNarrow(rows: readonly Row[], tile: Local, position: Local, width: Code): Code {
  const { load, store } = oneNumber;
  const inTile = add(tile, position);
  const inRow = ({ c }: Row) => add(c, position);
  return [
    rows.map(({ sums }, r) => sums.map((sum, half) => storeVector(tile, sum, 32 * r + 16 * half))),
    countUp(position, width, 4, [
      rows.map((row, r) => store(inTile, plus(load(inTile, 32 * r), load(inRow(row))), 32 * r)),
      rows.map((row, r) => store(inRow(row), load(inTile, 32 * r))),
    ]),
  ];
}
