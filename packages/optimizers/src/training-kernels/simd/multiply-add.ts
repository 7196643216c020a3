import { add, countUp, defineFunction, eachNumber, increase, plus, product } from './wasm-code.js';

/**
 * out += a b, element by element, for `count` pixels of so many channels each. The steps lead from pixel to pixel, in bytes;
 * a step of 0 stays at one pixel.
 */
export const multiplyAdd = defineFunction(
  ['out', 'outStep', 'a', 'aStep', 'b', 'bStep', 'count', 'channels'],
  ({ out, outStep, a, aStep, b, bStep, count, channels }, locals) => {
    const [pixel, channel] = [locals.integer(), locals.integer()];
    return countUp(pixel, count, 1, [
      eachNumber(channel, channels, ({ load, store }) => {
        const [to, left, right] = [out, a, b].map((pointer) => add(pointer, channel));
        return store(to, plus(load(to), product(load(left), load(right))));
      }),
      [increase(out, outStep), increase(a, aStep), increase(b, bStep)],
    ]);
  },
);
