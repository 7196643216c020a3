import {
  add,
  both,
  bytesOf,
  copyNumber,
  countUp,
  defineFunction,
  equals,
  ifElse,
  increase,
  int,
  less,
  repeat,
  set,
  smaller,
  storeVector,
  subtract,
  times,
  vectorAt,
} from './wasm-code.js';

/**
 * Lays a k x n matrix out in panels of eight columns, one after the other, k rows of 32 bytes each, so that a product reads
 * them straight on. Strides are in bytes, so a transpose costs nothing. The last panel repeats the last column; what is
 * computed with it is thrown away.
 */
export const pack = defineFunction(['b', 'bRow', 'bColumn', 'k', 'n', 'panels'], (given, locals) => {
  const { b, bRow, bColumn, k, n, panels } = given;
  const [j, left] = [locals.integer(), locals.integer()];
  const columns = Array.from({ length: 8 }, () => locals.integer());
  const [first] = columns;
  const isPlain = both(equals(bColumn, int(4)), less(add(j, int(7)), n));
  const copyPlainRow = [
    [0, 16].map((offset) => storeVector(panels, vectorAt(first, offset), offset)),
    increase(first, bRow),
  ];
  const copyRow = columns.map((column, q) => [copyNumber(panels, column, 4 * q), increase(column, bRow)]);
  const next = increase(panels, bytesOf(int(8)));
  return countUp(j, n, 8, [
    columns.map((column, q) => set(column, add(b, times(smaller(add(j, int(q)), subtract(n, int(1))), bColumn)))),
    ifElse(isPlain, repeat(left, k, [copyPlainRow, next]), repeat(left, k, [copyRow, next])),
  ]);
});
