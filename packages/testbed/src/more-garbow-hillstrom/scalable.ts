import type { Definition } from './definition.js';

const range = <T>(count: number, of: (i: number) => T) => Array.from({ length: count }, (_, i) => of(i + 1));
const x = (i: number) => `x${i}`;
const sum = (terms: readonly string[]) => terms.join(' + ');
const fill = (n: number, value: number) => range(n, () => value);
/** The grid of a boundary value problem on (0, 1), and the start t (t − 1) on it. */
const grid = (n: number) => range(n, (i) => i / (n + 1));
const parabola = (n: number) => grid(n).map((t) => t * (t - 1));

/** The problems for any number of variables n (and residuals m), written out for one n. */
export const scalable = {
  watson: (n: number) => ({
    number: 20,
    residuals: [
      `${sum(range(n - 1, (j) => `${j} * ${x(j + 1)} * t^${j - 1}`))} - (${sum(range(n, (j) => `${x(j)} * t^${j - 1}`))})^2 - 1`,
      'x1',
      'x2 - x1^2 - 1',
    ],
    columns: { t: range(29, (i) => i / 29) },
    start: fill(n, 0),
  }),
  extendedRosenbrock: (n: number) => ({
    number: 21,
    residuals: range(n / 2, (k) => [`10 * (${x(2 * k)} - ${x(2 * k - 1)}^2)`, `1 - ${x(2 * k - 1)}`]).flat(),
    formula: 'sum_k 100 (x_2k - x_(2k-1)^2)^2 + (1 - x_(2k-1))^2',
    start: range(n, (i) => (i % 2 === 1 ? -1.2 : 1)),
    value: 0,
    point: fill(n, 1),
  }),
  extendedPowellSingular: (n: number) => ({
    number: 22,
    residuals: range(n / 4, (k) => {
      const [a, b, c, d] = [3, 2, 1, 0].map((back) => x(4 * k - back));
      return [`${a} + 10 * ${b}`, `sqrt(5) * (${c} - ${d})`, `(${b} - 2 * ${c})^2`, `sqrt(10) * (${a} - ${d})^2`];
    }).flat(),
    formula: "sum_k of Powell's singular function in x_(4k-3), x_(4k-2), x_(4k-1), x_4k",
    start: range(n, (i) => [1, 3, -1, 0][i % 4]!),
    value: 0,
    point: fill(n, 0),
  }),
  penalty1: (n: number) => ({
    number: 23,
    residuals: [...range(n, (i) => `sqrt(0.00001) * (${x(i)} - 1)`), `${sum(range(n, (i) => `${x(i)}^2`))} - 0.25`],
    formula: '1e-5 sum_i (x_i - 1)^2 + (sum_i x_i^2 - 1/4)^2',
    start: range(n, (i) => i),
  }),
  penalty2: (n: number) => ({
    number: 24,
    residuals: [
      'x1 - 0.2',
      ...range(n - 1, (k) => {
        const y = `exp(${(k + 1) / 10}) - exp(${k / 10})`;
        return `sqrt(0.00001) * (exp(${x(k + 1)} / 10) + exp(${x(k)} / 10) - ${y})`;
      }),
      ...range(n - 1, (k) => `sqrt(0.00001) * (exp(${x(k + 1)} / 10) - exp(-0.1))`),
      `${sum(range(n, (j) => `${n - j + 1} * ${x(j)}^2`))} - 1`,
    ],
    formula:
      '(x_1 - 0.2)^2 + 1e-5 sum_i (exp(x_i/10) + exp(x_(i-1)/10) - exp(i/10) - exp((i-1)/10))^2 + ' +
      '1e-5 sum_i (exp(x_i/10) - exp(-1/10))^2 + (sum_j (n - j + 1) x_j^2 - 1)^2, i = 2..n',
    start: fill(n, 0.5),
  }),
  variablyDimensioned: (n: number) => {
    const weighted = sum(range(n, (j) => `${j} * (${x(j)} - 1)`));
    return {
      number: 25,
      residuals: [...range(n, (i) => `${x(i)} - 1`), weighted, `(${weighted})^2`],
      formula: 'sum_i (x_i - 1)^2 + s^2 + s^4, s = sum_i i (x_i - 1)',
      start: range(n, (j) => 1 - j / n),
      value: 0,
      point: fill(n, 1),
    };
  },
  trigonometric: (n: number) => {
    const cosines = sum(range(n, (j) => `cos(${x(j)})`));
    return {
      number: 26,
      residuals: range(n, (i) => `${n} - (${cosines}) + ${i} * (1 - cos(${x(i)})) - sin(${x(i)})`),
      formula: 'sum_i (n - sum_j cos x_j + i (1 - cos x_i) - sin x_i)^2',
      start: fill(n, 1 / n),
      value: 0,
      point: fill(n, 0),
    };
  },
  brownAlmostLinear: (n: number) => {
    const total = sum(range(n, x));
    return {
      number: 27,
      residuals: [...range(n - 1, (i) => `${x(i)} + ${total} - ${n + 1}`), `${range(n, x).join(' * ')} - 1`],
      formula: 'sum_i<n (x_i + sum_j x_j - n - 1)^2 + (prod_j x_j - 1)^2',
      start: fill(n, 0.5),
      value: 0,
      point: fill(n, 1),
    };
  },
  discreteBoundaryValue: (n: number) => {
    const h = 1 / (n + 1);
    const neighbour = (i: number) => (i < 1 || i > n ? '' : ` - ${x(i)}`);
    return {
      number: 28,
      residuals: range(
        n,
        (i) => `2 * ${x(i)}${neighbour(i - 1)}${neighbour(i + 1)} + ${h ** 2 / 2} * (${x(i)} + ${i * h + 1})^3`,
      ),
      formula: 'sum_i (2 x_i - x_(i-1) - x_(i+1) + h^2 (x_i + t_i + 1)^3 / 2)^2, h = 1/(n + 1), t_i = i h',
      start: parabola(n),
      value: 0,
    };
  },
  discreteIntegral: (n: number) => {
    const h = 1 / (n + 1);
    const t = grid(n);
    const weight = (i: number, j: number) =>
      (h / 2) * (1 - Math.max(t[i - 1]!, t[j - 1]!)) * Math.min(t[i - 1]!, t[j - 1]!);
    return {
      number: 29,
      residuals: range(
        n,
        (i) => `${x(i)} + ${sum(range(n, (j) => `${weight(i, j)} * (${x(j)} + ${t[j - 1]! + 1})^3`))}`,
      ),
      formula:
        'sum_i (x_i + h/2 sum_j (1 - max(t_i, t_j)) min(t_i, t_j) (x_j + t_j + 1)^3)^2, h = 1/(n + 1), t_i = i h',
      start: parabola(n),
      value: 0,
    };
  },
  broydenTridiagonal: (n: number) => ({
    number: 30,
    residuals: range(n, (i) => {
      const [before, after] = [i > 1 ? ` - ${x(i - 1)}` : '', i < n ? ` - 2 * ${x(i + 1)}` : ''];
      return `(3 - 2 * ${x(i)}) * ${x(i)}${before}${after} + 1`;
    }),
    formula: 'sum_i ((3 - 2 x_i) x_i - x_(i-1) - 2 x_(i+1) + 1)^2',
    start: fill(n, -1),
    value: 0,
  }),
  broydenBanded: (n: number) => ({
    number: 31,
    residuals: range(n, (i) => {
      const band = range(n, (j) => j).filter((j) => j !== i && j >= i - 5 && j <= i + 1);
      return `${x(i)} * (2 + 5 * ${x(i)}^2) + 1 - (${sum(band.map((j) => `${x(j)} * (1 + ${x(j)})`))})`;
    }),
    formula: 'sum_i (x_i (2 + 5 x_i^2) + 1 - sum_j x_j (1 + x_j))^2, j from i - 5 to i + 1 without i',
    start: fill(n, -1),
    value: 0,
  }),
  linearFullRank: (n: number, m: number) => {
    const mean = `2 / ${m} * (${sum(range(n, x))})`;
    return {
      number: 32,
      residuals: range(m, (i) => (i <= n ? `${x(i)} - ${mean} - 1` : `-${mean} - 1`)),
      formula: `sum_i (x_i - 2 s / ${m} - 1)^2 + ${m - n} (2 s / ${m} + 1)^2, s = sum_i x_i, i = 1..${n}`,
      start: fill(n, 1),
      value: m - n,
      point: fill(n, -1),
    };
  },
  linearRankOne: (n: number, m: number) => ({
    number: 33,
    residuals: range(m, (i) => `${i} * (${sum(range(n, (j) => `${j} * ${x(j)}`))}) - 1`),
    formula: `sum_i (i s - 1)^2, s = sum_j j x_j, i = 1..${m}`,
    start: fill(n, 1),
    value: (m * (m - 1)) / (2 * (2 * m + 1)),
  }),
  linearRankOneWithZeros: (n: number, m: number) => {
    const middle = sum(range(n - 2, (k) => `${k + 1} * ${x(k + 1)}`));
    return {
      number: 34,
      residuals: range(m, (i) => (i === 1 || i === m ? '-1' : `${i - 1} * (${middle}) - 1`)),
      formula: `2 + sum_i (i s - 1)^2, s = sum_j j x_j, j = 2..${n - 1}, i = 1..${m - 2}`,
      start: fill(n, 1),
      value: (m ** 2 + 3 * m - 6) / (2 * (2 * m - 3)),
    };
  },
  chebyquad: (n: number) => ({
    number: 35,
    residuals: range(n, (k) => {
      const mean = sum(range(n, (j) => chebyshev(k, `(2 * ${x(j)} - 1)`)));
      return `(${mean}) / ${n} - ${k % 2 === 0 ? `(${-1 / (k ** 2 - 1)})` : 0}`;
    }),
    formula: 'sum_k (mean_j T_k(x_j) - int_0^1 T_k)^2, T_k the Chebyshev polynomials shifted to (0, 1)',
    start: range(n, (j) => j / (n + 1)),
  }),
} satisfies Record<string, (n: number, m: number) => Omit<Definition, 'value'> & Partial<Definition>>;

/** The Chebyshev polynomial T_k of an expression, by powers. */
function chebyshev(k: number, y: string): string {
  let [before, now] = [[1], [0, 1]];
  for (let degree = 1; degree < k; degree++) {
    const next = [0, ...now].map((coefficient, power) => (power === 0 ? 0 : 2 * coefficient) - (before[power] ?? 0));
    [before, now] = [now, next];
  }
  const terms = now.flatMap((coefficient, power) => (coefficient === 0 ? [] : [`${coefficient} * ${y}^${power}`]));
  return sum(terms);
}
