import * as tf from '@tensorflow/tfjs';
import { oasis } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

/** Where Σ (s x + c x² / 2) leads from 1, with these slopes and curvatures. */
function pathOf(batches: readonly (readonly [slope: number, curvature: number])[]): number[] {
  const [x, slope, curvature] = [1, 0, 0].map((value, i) => tf.variable(tf.tensor1d([value, value]), i === 0));
  const optimizer = oasis({ learningRate: 0.1 });
  const path = batches.map(([s, c]) => {
    slope.assign(tf.tensor1d([s, s]));
    curvature.assign(tf.tensor1d([c, c]));
    optimizer.minimize(() => x.mul(slope).add(x.square().mul(curvature).div(2)).sum(), false, [x]);
    return x.dataSync()[0];
  });
  tf.dispose([x, slope, curvature]);
  optimizer.dispose();
  return path;
}

const bowl = Array(6).fill([0.5, 2]);

test('a batch without gradient and curvature before all others is as if it had not been', () => {
  const [resting, ...path] = pathOf([[0, 0], ...bowl]);
  expect(resting).toBe(1);
  expect(path).toEqual(pathOf(bowl).map((value) => expect.closeTo(value, 5)));
});

test('while gradients are equal from the first on, the step size stays', () => {
  // D̂ is alpha, 0.01, so that a step is 0.1 · 0.3 / 0.01.
  expect(pathOf(Array(5).fill([0.3, 0]))).toEqual([-2, -5, -8, -11, -14].map((value) => expect.closeTo(value, 4)));
});

test('where they are later, it grows no faster than its first bound', () => {
  const path = pathOf([...bowl, [0.5, 0], [0.5, 0], [0.5, 0], [0.5, 0]]);
  const moves = path.map((x, i) => Math.abs(x - (path[i - 1] ?? 1))).slice(bowl.length);
  for (let i = 1; i < moves.length; i++) expect(moves[i]).toBeLessThan(3 * moves[i - 1]);
});

test('x at rest says nothing about the curvature: gradients that differ there do not stop it', () => {
  const path = pathOf([
    [-2, 2],
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
  expect(path[0]).toBe(1); // its gradient is 0 there
  expect(path.at(-1)).toBeCloseTo(-0.5, 1);
});
