import { EigenvalueDecomposition, LuDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import { orthogonalFactor } from './householder.js';
import { solveByElimination } from './lu.js';
import { symmetricEigen } from './symmetric-eigen.js';

/** Numbers in [-1, 1), the same each time. */
function* numbers(seed: number) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 31 - 1;
  }
}
function random(n: number, seed: number): Float64Array[] {
  const source = numbers(seed);
  return Array.from({ length: n }, () => Float64Array.from({ length: n }, () => source.next().value as number));
}
const symmetric = (a: Float64Array[]) => a.map((row, i) => row.map((x, j) => x + a[j][i]));
/** A A' of the first columns: of low rank. */
const gram = (a: Float64Array[], rank: number) =>
  a.map((row) => Float64Array.from(a, (other) => row.subarray(0, rank).reduce((sum, x, k) => sum + x * other[k], 0)));
const diagonal = (values: number[]) => values.map((x, i) => Float64Array.from(values, (_, j) => (i === j ? x : 0)));

const matrices: Record<string, Float64Array[]> = {
  'one number': [Float64Array.of(-3)],
  'two rows': symmetric(random(2, 1)),
  'symmetric, 5': symmetric(random(5, 2)),
  'symmetric, 40': symmetric(random(40, 3)),
  'of rank 3': gram(random(20, 4), 3),
  'diagonal, one value twice': diagonal([2, 1, 2, 0, -5]),
  zero: diagonal([0, 0, 0]),
  'of very different sizes': symmetric(random(12, 5)).map((row, i) => row.map((x, j) => (x * 10 ** -(i + j)) / 2)),
  'as small as float32 goes': symmetric(random(6, 6)).map((row) => row.map((x) => x * 1e-38)),
  'as large': symmetric(random(6, 7)).map((row) => row.map((x) => x * 1e38)),
};

describe.each(Object.entries(matrices))('a matrix: %s', (_, a) => {
  const n = a.length;
  const norm = Math.max(Number.MIN_VALUE, ...a.map((row) => row.reduce((sum, x) => sum + Math.abs(x), 0)));
  const tolerance = 1e-14 * n * norm;

  test('eigenvalues are those of ml-matrix, ascending; A v = λ v; vectors are orthonormal', () => {
    const { values, vectors } = symmetricEigen(a);
    const expected = new EigenvalueDecomposition(new Matrix(a.map((row) => [...row])), { assumeSymmetric: true });
    expected.realEigenvalues
      .toSorted((x, y) => x - y)
      .forEach((value, i) => {
        expect(Math.abs(values[i] - value)).toBeLessThanOrEqual(tolerance);
      });
    vectors.forEach((v, k) => {
      for (const [i, row] of a.entries()) {
        const product = row.reduce((sum, x, j) => sum + x * v[j], 0);
        expect(Math.abs(product - values[k] * v[i])).toBeLessThanOrEqual(tolerance);
      }
      vectors.forEach((other, l) => {
        expect(v.reduce((sum, x, j) => sum + x * other[j], 0)).toBeCloseTo(k === l ? 1 : 0, 12);
      });
    });
  });

  test('the orthogonal factor is that of ml-matrix, up to signs, where the rank is full', () => {
    const q = new Matrix(orthogonalFactor(a).map((column) => [...column])).transpose();
    const expected = new QrDecomposition(new Matrix(a.map((column) => [...column])).transpose());
    expect(Matrix.sub(q.transpose().mmul(q), Matrix.eye(n)).norm('frobenius')).toBeLessThan(1e-12);
    if (!expected.isFullRank() || n > 12) return;
    expect(
      q
        .transpose()
        .mmul(expected.orthogonalMatrix)
        .abs()
        .diagonal()
        .every((x) => Math.abs(x - 1) < 1e-3),
    ).toBe(true);
  });
});

test('elimination solves as ml-matrix does, and says where a pivot is 0', () => {
  const [a, b] = [random(8, 8), random(8, 9)];
  const expected = new LuDecomposition(new Matrix(a.map((row) => [...row]))).solve(
    new Matrix(b.map((row) => [...row])),
  );
  const found = solveByElimination(
    a.map((row) => row.slice()),
    b.map((row) => row.slice()),
  )!;
  for (const [i, row] of found.entries())
    for (const [j, x] of row.entries()) expect(x).toBeCloseTo(expected.get(i, j), 10);
  expect(solveByElimination(diagonal([1, 0, 2]), diagonal([1, 1, 1]))).toBeUndefined();
  const swapped = [Float64Array.of(0, 1), Float64Array.of(1, 0)];
  expect(solveByElimination(swapped, diagonal([1, 1]))).toEqual([Float64Array.of(0, 1), Float64Array.of(1, 0)]);
});
