import { Matrix, QrDecomposition } from 'ml-matrix';
import { Random } from 'random';
import { principalPlane } from './principal-plane.js';

const dimension = 50;
const random = new Random('principal plane');
const normal = random.normal(0, 1);
/** Three orthonormal vectors, and a point. */
const q = new QrDecomposition(new Matrix(Array.from({ length: dimension }, () => [normal(), normal(), normal()]))).orthogonalMatrix; // biome-ignore format: one line
const [a, b, c] = [0, 1, 2].map((k) => q.getColumn(k));
const center = a.map(() => normal());

const at = (...[x, y, z = 0]: number[]) => center.map((p, i) => p + x * a[i] + y * b[i] + z * c[i]);
const dot = (u: ArrayLike<number>, v: ArrayLike<number>) =>
  Array.from(u).reduce((sum, value, i) => sum + value * v[i], 0);
const near = (point: readonly number[]) => point.map((value) => expect.closeTo(value, 12));
const around = Array.from({ length: 16 }, (_, k) => (2 * Math.PI * k) / 16);

test('points on an ellipse in 50 dimensions: its axes, its centre, shares 9/10 and 1/10', () => {
  const points = around.map((t) => at(3 * Math.cos(t), Math.sin(t)));
  const { origin, directions, shares, coordinates } = principalPlane(points)!;
  expect(Math.abs(dot(directions[0], a))).toBeCloseTo(1, 12);
  expect(Math.abs(dot(directions[1], b))).toBeCloseTo(1, 12);
  expect(shares[0]).toBeCloseTo(0.9, 12);
  expect(shares[1]).toBeCloseTo(0.1, 12);
  expect([...origin]).toEqual(near(center));
  points.forEach((point, k) => {
    const [x, y] = coordinates[k];
    expect([...origin].map((p, i) => p + x * directions[0][i] + y * directions[1][i])).toEqual(near(point));
  });
});

test('what lies across the plane is not in its shares, nor in the coordinates', () => {
  // Second moments 18, 8, 2 of 28.
  const points = [at(3, 0), at(-3, 0), at(0, 2), at(0, -2), at(0, 0, 1), at(0, 0, -1)];
  const { shares, coordinates } = principalPlane(points)!;
  expect(shares[0]).toBeCloseTo(18 / 28, 12);
  expect(shares[1]).toBeCloseTo(8 / 28, 12);
  for (const value of coordinates.slice(4).flat()) expect(value).toBeCloseTo(0, 12);
});

test('points on a line: all variance along it, and a second direction across', () => {
  const { directions, shares } = principalPlane([at(0, 0), at(1, 0), at(5, 0)])!;
  expect(shares).toEqual([expect.closeTo(1, 12), 0]);
  expect(dot(directions[1], directions[1])).toBeCloseTo(1, 12);
  expect(dot(directions[0], directions[1])).toBeCloseTo(0, 12);
});

test('points that are one have no plane', () => {
  expect(principalPlane([[1, 2, 3], [1, 2, 3]])).toBeUndefined(); // biome-ignore format: one line
});
