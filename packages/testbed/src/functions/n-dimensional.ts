import type { Problem } from '../problem.js';
import { type IndexedDefinition, indexedFunction } from './indexed-function.js';

/** A function that is defined for every n from 2 on. */
type Family = (n: number) => Omit<IndexedDefinition, 'name' | 'config'>;

const all = (n: number, value: number) => new Array<number>(n).fill(value);
const alternating = (n: number, value: number) => all(n, value).map((x, i) => (i % 2 === 0 ? -x : x));
const nonConvex = ['non-convex', 'scalable'];
const convex = ['convex', 'scalable'];
const separable = [...convex, 'quadratic', 'separable'];
const bbob = 'Hansen et al. 2009, BBOB, RR-6829';

/** Where the slope of (x⁴ − 16x² + 5x) / 2 is zero, on the left. */
const styblinskiTangPoint = -2.903534027771177;

/** The families by name, each as a definition for n. */
export const families: Readonly<Record<string, Family>> = {
  sphere: (n) => ({
    reference: 'De Jong 1975, function 1',
    tags: separable,
    sums: { s: 'x^2' },
    value: 's',
    start: alternating(n, 2),
    minimum: { value: 0, point: all(n, 0) },
    constants: { L: 2, mu: 2 },
  }),
  ellipsoid: (n) => ({
    reference: `${bbob}, f2 without its transforms`,
    tags: [...separable, 'ill-conditioned'],
    sums: { s: '10^(6 * (i - 1) / (n - 1)) * x^2' },
    value: 's',
    start: alternating(n, 2),
    minimum: { value: 0, point: all(n, 0) },
    constants: { L: 2e6, mu: 2 },
  }),
  discus: (n) => ({
    reference: `${bbob}, f11 without its transforms`,
    tags: [...separable, 'ill-conditioned'],
    sums: { s: 'x^2' },
    value: 's + 999999 * first^2',
    start: alternating(n, 2),
    minimum: { value: 0, point: all(n, 0) },
    constants: { L: 2e6, mu: 2 },
  }),
  sumSquares: (n) => ({
    reference: 'Jamil & Yang 2013, arXiv:1308.4008, no. 145',
    tags: separable,
    sums: { s: 'i * x^2' },
    value: 's',
    start: alternating(n, 2),
    minimum: { value: 0, point: all(n, 0) },
    constants: { L: 2 * n, mu: 2 },
  }),
  trid: (n) => ({
    reference: 'Neumaier 2003, collection of test problems, no. 3',
    tags: [...convex, 'quadratic'],
    sums: { s: '(x - 1)^2', t: 'x * next' },
    value: 's - t',
    start: all(n, 0),
    minimum: { value: (-n * (n + 4) * (n - 1)) / 6, point: all(n, 0).map((_, i) => (i + 1) * (n - i)) },
    constants: { L: 2 + 2 * Math.cos(Math.PI / (n + 1)), mu: 2 - 2 * Math.cos(Math.PI / (n + 1)) },
  }),
  zakharov: (n) => ({
    reference: 'Jamil & Yang 2013, arXiv:1308.4008, no. 173',
    tags: convex,
    sums: { s: 'x^2', t: '0.5 * i * x' },
    value: 's + t^2 + t^4',
    start: alternating(n, 1),
    minimum: { value: 0, point: all(n, 0) },
  }),
  rosenbrockChain: (n) => ({
    reference:
      'Rosenbrock 1960, doi:10.1093/comjnl/3.3.175; the chain of Shang & Qiu 2006, doi:10.1162/evco.2006.14.1.119',
    tags: [...nonConvex, 'ill-conditioned'],
    sums: { s: '100 * (next - x^2)^2 + (1 - x)^2' },
    value: 's',
    start: all(n, 1).map((x, i) => (i % 2 === 0 ? -1.2 : x)),
    minimum: { value: 0, point: all(n, 1) },
  }),
  dixonPrice: (n) => ({
    reference: 'Dixon & Price 1989, doi:10.1007/BF00940345',
    tags: nonConvex,
    sums: { s: '(i + 1) * (2 * next^2 - x)^2' },
    value: 's + (first - 1)^2',
    start: all(n, 2),
    minimum: {
      value: 0,
      point: all(n, 2).map((two, i) => two ** (2 ** -i - 1)),
      others: [all(n, 2).map((two, i) => (i === n - 1 ? -1 : 1) * two ** (2 ** -i - 1))],
    },
  }),
  rastrigin: (n) => ({
    reference: 'Rastrigin 1974; Mühlenbein, Schomisch & Born 1991, doi:10.1016/S0167-8191(05)80052-3',
    tags: [...nonConvex, 'multimodal', 'separable'],
    sums: { s: '10 + x^2 - 10 * cos(2 * pi * x)' },
    value: 's',
    start: all(n, 3.5).map((x, i) => (i % 2 === 0 ? -2 : x)),
    minimum: { value: 0, point: all(n, 0) },
  }),
  ackley: (n) => ({
    reference: 'Ackley 1987, A Connectionist Machine for Genetic Hillclimbing',
    tags: [...nonConvex, 'multimodal', 'nonsmooth'],
    sums: { s: 'x^2 / n', t: 'cos(2 * pi * x) / n' },
    value: '20 + e - 20 * exp(-0.2 * sqrt(s)) - exp(t)',
    start: all(n, 2),
    minimum: { value: 0, point: all(n, 0) },
  }),
  griewank: (n) => ({
    reference: 'Griewank 1981, doi:10.1007/BF00933356',
    tags: [...nonConvex, 'multimodal'],
    sums: { s: 'x^2 / 4000' },
    products: { p: 'cos(x / sqrt(i))' },
    value: '1 + s - p',
    start: alternating(n, 8),
    minimum: { value: 0, point: all(n, 0) },
  }),
  levy: (n) => ({
    reference: 'Levy & Montalvo 1985, doi:10.1137/0906002; as in Laguna & Martí 2005, doi:10.1007/s10898-004-1936-z',
    tags: [...nonConvex, 'multimodal'],
    // Of w = 1 + (x − 1) / 4: sin²(π w_1) + Σ_{i<n} (w_i − 1)² (1 + 10 sin²(π w_i + 1)) + (w_n − 1)² (1 + sin²(2π w_n)).
    sums: { s: '((x - 1) / 4)^2 * (1 + 10 * sin(pi * (x + 3) / 4 + 1)^2)' },
    value:
      'sin(pi * (first + 3) / 4)^2 + s + ' +
      '((last - 1) / 4)^2 * (sin(pi * (last + 3) / 2)^2 - 10 * sin(pi * (last + 3) / 4 + 1)^2)',
    start: alternating(n, 5),
    minimum: { value: 0, point: all(n, 1) },
  }),
  styblinskiTang: (n) => ({
    reference: 'Styblinski & Tang 1990, doi:10.1016/0893-6080(90)90029-K',
    tags: [...nonConvex, 'multimodal', 'separable'],
    sums: { s: '(x^4 - 16 * x^2 + 5 * x) / 2' },
    value: 's',
    start: all(n, 0),
    minimum: { value: -39.16616570377142 * n, point: all(n, styblinskiTangPoint) },
  }),
};

/** The names that {@link nDimensional} knows. */
export const familyNames: readonly string[] = Object.keys(families);

/**
 * A classic of n variables: sphere, ellipsoid, discus, sumSquares, trid, zakharov, rosenbrockChain, dixonPrice,
 * rastrigin, ackley, griewank, levy or styblinskiTang. Two variables have the plain name, n have `rastrigin:n`.
 *
 * @throws Error where the name is not known, or n is not a whole number from 2 to 10 000.
 */
export function nDimensional(name: string, n: number): Problem {
  if (!Object.hasOwn(families, name)) {
    throw new Error(`function '${name}' is not known for n variables; known are ${familyNames.join(', ')}.`);
  }
  if (!Number.isInteger(n) || n < 2 || n > 10_000) {
    throw new Error(`the dimension of ${name} is ${n}, but must be a whole number from 2 to 10000.`);
  }
  const full = n === 2 ? name : `${name}:${n}`;
  return indexedFunction({ ...families[name]!(n), name: full, config: { name: full } });
}
