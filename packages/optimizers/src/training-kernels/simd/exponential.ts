import type { Code } from '../../kernels/wasm-assembler.js';
import {
  add,
  between,
  defineFunction,
  eachNumber,
  float,
  halfOf,
  lessBy,
  minus,
  nearest,
  plus,
  powerOfTwo,
  product,
  set,
  toIntegers,
} from './wasm-code.js';

/** The coefficients of (exp r − 1 − r) / r² for |r| ≤ ln 2 / 2, from the highest power down, as in Moshier's Cephes library (expf). */
const coefficients = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 0.5];

/** ln 2 in two parts, of which the first is short, so that its multiples are exact. */
const ln2 = [0.693359375, -2.1219444005469057e-4];

/**
 * out = exp x, number by number: 2^n exp r, where n is whole and r = x − n ln 2 small. 2^n is multiplied in two halves, so that
 * numbers come out down to the smallest of float32.
 */
export const exponential = defineFunction(['out', 'x', 'count'], ({ out, x, count }, locals) => {
  const position = locals.integer();
  const [rest, power, half] = [locals.vector(), locals.vector(), locals.vector()];
  const [highest, ...others] = coefficients.map(float);
  const polynomial = others.reduce<Code>((sum, coefficient) => plus(product(sum, rest), coefficient), highest);
  return eachNumber(position, count, ({ load, store }) => [
    set(rest, between(-104, load(add(x, position)), 89)), // beyond, zero and infinity
    set(power, nearest(product(rest, float(Math.LOG2E)))),
    ln2.map((part) => set(rest, minus(rest, product(power, float(part))))),
    [set(power, toIntegers(power)), set(half, halfOf(power))],
    set(rest, plus(plus(product(polynomial, product(rest, rest)), rest), float(1))),
    store(add(out, position), product(product(rest, powerOfTwo(half)), powerOfTwo(lessBy(power, half)))),
  ]);
});
