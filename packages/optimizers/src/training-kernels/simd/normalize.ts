import { add, bytesOf, countUp, defineFunction, eachNumber, increase, minus, plus, product } from './wasm-code.js';

/** out = (x − mean) factor + offset for `count` pixels of so many channels, each of which has its mean, factor and offset. */
export const normalize = defineFunction(
  ['out', 'x', 'mean', 'factor', 'offset', 'count', 'channels'],
  ({ out, x, mean, factor, offset, count, channels }, locals) => {
    const [pixel, channel] = [locals.integer(), locals.integer()];
    return countUp(pixel, count, 1, [
      eachNumber(channel, channels, ({ load, store }) => {
        const [to, number, center, slope, start] = [out, x, mean, factor, offset].map((at) => add(at, channel));
        return store(to, plus(product(minus(load(number), load(center)), load(slope)), load(start)));
      }),
      [increase(out, bytesOf(channels)), increase(x, bytesOf(channels))],
    ]);
  },
);
