import { eliminate } from '../fixtures/gauss-newton.js';
import { singularTriples, solveDamped } from './singular-values.js';
import { dot } from './vector.js';

/** Columns of noise, of many magnitudes. */
const noise = (m: number, n: number, seed = 1) =>
  Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: m }, (__, i) => Math.sin(seed + 12.9898 * i + 78.233 * j + i * j * j) * 10 ** (j % 4)),
  );

test.each([
  ['tall', 9, 4],
  ['square', 6, 6],
  ['wide', 3, 8],
  ['one column', 5, 1],
  ['one row', 1, 5],
])('of a %s matrix they are orthonormal and make it up', (_shape, m, n) => {
  const a = noise(m, n);
  const triples = singularTriples(a)!;
  expect(triples).toHaveLength(Math.min(m, n));
  for (const [k, one] of triples.entries()) {
    for (const [l, other] of triples.entries()) {
      expect(dot(one.u, other.u)).toBeCloseTo(k === l ? 1 : 0, 12);
      expect(dot(one.v, other.v)).toBeCloseTo(k === l ? 1 : 0, 12);
    }
  }
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < m; i++) {
      const made = triples.reduce((sum, { sigma, u, v }) => sum + sigma * u[i] * v[j], 0);
      expect(Math.abs(made - a[j][i])).toBeLessThan(1e-11);
    }
  }
});

test('what is 0 to rounding is left out; what is not finite has none', () => {
  const [a, b] = noise(6, 2);
  const sum = a.map((value, i) => value + b[i]);
  expect(singularTriples([a, b, sum])).toHaveLength(2);
  expect(singularTriples([new Float64Array(3)])).toEqual([]);
  expect(singularTriples([Float64Array.of(1, Number.NaN)])).toBeUndefined();
});

test.each([0, 1e-3, 10])("with damping %p they solve (A'A + damping I) x = −A'b", (damping) => {
  const a = noise(9, 4);
  const [b] = noise(9, 1, 2);
  const x = solveDamped(singularTriples(a)!, b, damping, new Float64Array(4));
  const matrix = a.map((one, i) => a.map((other, j) => dot(one, other) + (i === j ? damping : 0)));
  const exact = eliminate(
    matrix,
    a.map((column) => -dot(column, b)),
  );
  for (const [i, value] of exact.entries()) expect(x[i]).toBeCloseTo(value, 9);
});

test('without damping the solution is the shortest', () => {
  const x = solveDamped(
    singularTriples([3, 4].map((value) => Float64Array.of(value)))!,
    Float64Array.of(-5),
    0,
    new Float64Array(2),
  );
  expect([...x]).toEqual([expect.closeTo(0.6, 14), expect.closeTo(0.8, 14)]);
});
