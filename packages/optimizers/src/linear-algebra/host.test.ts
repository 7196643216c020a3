import * as tf from '@tensorflow/tfjs';
import { onTfjs } from '../fixtures/on-tfjs.js';
import * as host from './host.js';

const eigenvectors = onTfjs<[tf.Tensor], tf.Tensor>(host.eigenvectors);
const matrixFunction = onTfjs<[tf.Tensor, (value: number) => number], tf.Tensor>(host.matrixFunction);
const orthogonalIteration = onTfjs<[tf.Tensor, tf.Tensor], { basis: tf.Tensor; order: number[] }>(
  host.orthogonalIteration,
);
const solve = onTfjs<[tf.Tensor, tf.Tensor], tf.Tensor2D>(host.solve);

beforeAll(() => tf.setBackend('cpu'));

const angle = 0.6;
/** Unit vectors as columns. */
const basis = () =>
  tf.tensor2d([
    [Math.cos(angle), -Math.sin(angle), 0],
    [Math.sin(angle), Math.cos(angle), 0],
    [0, 0, 1],
  ]);
/** Those are its eigenvectors, with eigenvalues 1, 5 and 2. */
const matrix = () => tf.matMul(basis().mul(tf.tensor1d([1, 5, 2])), basis(), false, true);
const sorted = () => tf.gather(basis(), tf.tensor1d([1, 2, 0], 'int32'), 1) as tf.Tensor2D;

/** Up to the signs of columns. */
const expectSame = (found: tf.Tensor, expected: tf.Tensor2D, digits = 5) => {
  const products = tf
    .matMul(found as tf.Tensor2D, expected, true)
    .abs()
    .arraySync() as number[][];
  for (const [i, row] of products.entries()) {
    for (const [j, value] of row.entries()) expect(value).toBeCloseTo(i === j ? 1 : 0, digits);
  }
};

test('eigenvectors are columns, those of the largest eigenvalues first', () =>
  tf.tidy(() => expectSame(eigenvectors(matrix()), sorted())));

test('orthogonal iteration sorts a basis, and goes to the eigenvectors', () =>
  tf.tidy(() => {
    const start = basis();
    const { basis: found, order } = orthogonalIteration(matrix(), start);
    expect(order).toEqual([1, 2, 0]);
    expectSame(found, sorted());
    let q: tf.Tensor = tf.eye(3);
    for (let time = 0; time < 40; time++) q = orthogonalIteration(matrix(), q).basis;
    expectSame(q, sorted(), 4);
  }));

test('a function of a matrix is that of its eigenvalues; solutions solve', () =>
  tf.tidy(() => {
    const root = matrixFunction(matrix(), Math.sqrt) as tf.Tensor2D;
    const b = tf.tensor2d([1, 2, 3], [3, 1]);
    const [squared, solved] = [tf.matMul(root, root), tf.matMul(matrix() as tf.Tensor2D, solve(matrix(), b))];
    expect(squared.sub(matrix()).abs().max().dataSync()[0]).toBeLessThan(1e-5);
    expect(solved.sub(b).abs().max().dataSync()[0]).toBeLessThan(1e-5);
  }));

test('what is not finite, or has no solution, gives what is not a number, in its shape', () =>
  tf.tidy(() => {
    const bad = tf.tensor2d([1, 0, 0, Number.POSITIVE_INFINITY], [2, 2]);
    const { basis: found, order } = orthogonalIteration(bad, tf.eye(2));
    for (const one of [matrixFunction(bad, Math.sqrt), eigenvectors(bad), found]) {
      expect(one.shape).toEqual([2, 2]);
      expect(Array.from(one.dataSync())).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    }
    expect(order).toEqual([0, 1]);
    for (const a of [bad, tf.ones<tf.Rank.R2>([2, 2])])
      expect(Array.from(solve(a, tf.ones([2, 1])).dataSync())).toEqual([Number.NaN, Number.NaN]);
  }));
