import type { Code } from '../../kernels/wasm-assembler.js';
import {
  type Access,
  add,
  bytesOf,
  choose,
  countUp,
  defineFunction,
  eachNumber,
  exceeds,
  float,
  increase,
  int,
  integers,
  type Local,
  mask,
  plus,
  repeat,
  sameIntegers,
  set,
} from './wasm-code.js';

/**
 * Sends each of dy's pixels to the greatest number of its window, channel by channel. `count` windows of height x width
 * pixels lie `step` bytes apart. `tap` leads from one pixel of a window to the next, `row` from one of its rows to the next;
 * of equal numbers the one that comes first on this way gets all. A NaN is passed over.
 */
export const maxPoolGradient = defineFunction(
  ['x', 'dx', 'dy', 'count', 'channels', 'step', 'tap', 'row', 'height', 'width'],
  ({ x, dx, dy, count, channels, step, tap, row, height, width }, locals) => {
    const [window, channel, rowsLeft, tapsLeft, atRow, at, number] = Array.from({ length: 7 }, () => locals.integer());
    const [greatest, chosen, value, isGreater] = Array.from({ length: 4 }, () => locals.vector());
    const eachTap = (from: Local, body: Code): Code => [
      [set(atRow, add(from, channel)), set(number, int(0))],
      repeat(rowsLeft, height, [
        set(at, atRow),
        repeat(tapsLeft, width, [body, increase(at, tap), increase(number, int(1))]),
        increase(atRow, row),
      ]),
    ];
    const ofChannels = ({ load, store }: Access): Code => [
      [set(greatest, float(Number.NEGATIVE_INFINITY)), set(chosen, integers(int(-1)))],
      eachTap(x, [
        [set(value, load(at)), set(isGreater, exceeds(value, greatest))],
        set(greatest, choose(isGreater, value, greatest)),
        set(chosen, choose(isGreater, integers(number), chosen)),
      ]),
      set(value, load(add(dy, channel))),
      eachTap(dx, store(at, plus(load(at), mask(value, sameIntegers(chosen, integers(number)))))),
    ];
    return countUp(window, count, 1, [
      eachNumber(channel, channels, ofChannels),
      [increase(x, step), increase(dx, step), increase(dy, bytesOf(channels))],
    ]);
  },
);
