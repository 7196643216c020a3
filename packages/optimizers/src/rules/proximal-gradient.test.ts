import * as tf from '@tensorflow/tfjs';
import { momentum, proximalGradient, type ZooOptimizer } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const curvatures = [0.05, 0.3, 1];
const centers = [3, -0.02, 1];
const f = (x: tf.Variable) => tf.tidy(() => x.sub(centers).square().mul(curvatures).sum().div(2).asScalar());

/** The points of f = Σ a_j (x_j − c_j)² / 2 from (2, 2, −2) on. */
function run(optimizer: ZooOptimizer, steps: number): number[][] {
  const x = tf.variable(tf.tensor1d([2, 2, -2]));
  const points = Array.from({ length: steps }, () => {
    optimizer.minimize(() => f(x), false, [x]);
    return [...x.dataSync()];
  });
  x.dispose();
  optimizer.dispose();
  return points;
}

const fista = (step: number) => (step - 1) / (step + 2);

test('accelerated, it follows a float64 loop', () => {
  const points = run(proximalGradient({ learningRate: 0.9, l1: 0.1, momentum: fista }), 60);
  let [x, p] = [
    [2, 2, -2],
    [2, 2, -2],
  ];
  points.forEach((point, i) => {
    const y = x.map((xj, j) => xj + fista(i + 1) * (xj - p[j]));
    p = x;
    x = y.map((yj, j) => {
      const z = yj - 0.9 * curvatures[j] * (yj - centers[j]);
      return z > 0.09 ? z - 0.09 : z < -0.09 ? z + 0.09 : 0;
    });
    point.forEach((value, j) => {
      expect(Math.abs(value - x[j])).toBeLessThan(1e-5);
    });
  });
});

test.each([0, fista])(
  'with momentum %p it ends at the soft threshold of each center, exactly 0 where that is',
  (beta) => {
    const [x, y, z] = run(proximalGradient({ learningRate: 1, l1: 0.1, momentum: beta }), 400).at(-1)!;
    expect(x).toBeCloseTo(3 - 0.1 / 0.05, 3);
    expect(y).toBe(0);
    expect(z).toBeCloseTo(1 - 0.1, 3);
  },
);

test('without l1 it is Nesterov’s momentum, seen at x in place of y', () => {
  const beta = 0.7;
  const xs = [[2, 2, -2], ...run(proximalGradient({ learningRate: 0.5, l1: 0, momentum: beta }), 30)];
  const ys = run(momentum({ learningRate: 0.5, momentum: beta, nesterov: true }), 30);
  ys.forEach((y, i) => {
    y.forEach((value, j) => {
      expect(Math.abs(value - (xs[i + 1][j] + beta * (xs[i + 1][j] - xs[i][j])))).toBeLessThan(1e-5);
    });
  });
});
