import {
  add,
  countUp,
  defineFunction,
  eachNumber,
  float,
  highDoubles,
  increase,
  lowDoubles,
  plusDoubles,
  set,
  toFloats,
} from './wasm-code.js';

/** out = the sum of so many rows of `length` numbers each, `step` bytes apart, added up in float64. */
export const sumRows = defineFunction(['out', 'x', 'step', 'rows', 'length'], (given, locals) => {
  const { out, x, step, rows, length } = given;
  const [position, row, at] = [locals.integer(), locals.integer(), locals.integer()];
  const [low, high, value] = [locals.vector(), locals.vector(), locals.vector()];
  return eachNumber(position, length, ({ load, store }) => [
    [set(low, float(0)), set(high, float(0)), set(at, add(x, position))],
    countUp(row, rows, 1, [
      set(value, load(at)),
      set(low, plusDoubles(low, lowDoubles(value))),
      set(high, plusDoubles(high, highDoubles(value))),
      increase(at, step),
    ]),
    store(add(out, position), toFloats(low, high)),
  ]);
});
