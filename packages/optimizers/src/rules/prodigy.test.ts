import * as tf from '@tensorflow/tfjs';
import { prodigy, type ZooOptimizer } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

/** Where gradients that do not depend on it lead a variable, and the scalars that are kept. */
async function follow(optimizer: ZooOptimizer, gradients: readonly number[][]) {
  const x = tf.variable(tf.tensor1d([1, -2]), true, 'x');
  for (const gradient of gradients) {
    tf.tidy(() => optimizer.applyGradients([{ name: 'x', tensor: tf.tensor1d(gradient) }]));
  }
  const [, ...saved] = await optimizer.getWeights();
  const scalars = saved.slice(0, 4).map(({ name, tensor }) => [name, tensor.dataSync()[0]]);
  const result = { x: Array.from(x.dataSync()), scalars };
  tf.dispose([x, saved.slice(0, 4).map(({ tensor }) => tensor)]);
  optimizer.dispose();
  return result;
}

test('steps before the first gradient that is not 0 change nothing and do not count in the bias correction', async () => {
  const make = () => prodigy({ d0: 0.01, biasCorrection: true, weightDecay: 0.1 });
  const steps = [
    [1, -0.5],
    [0.5, 0.25],
    [0.1, 1],
  ];
  const zeros = Array(7).fill([0, 0]);
  expect(await follow(make(), [...zeros, ...steps])).toEqual(await follow(make(), steps));
  expect((await follow(make(), zeros)).x).toEqual([1, -2]);
});

test('finds the distance: d rises from d0 to about |x₀ − x*| on |x|₁', async () => {
  const x = tf.variable(tf.tensor1d([3]));
  const optimizer = prodigy({ d0: 1e-4 });
  for (let step = 0; step < 150; step++) optimizer.minimize(() => tf.sum(tf.abs(x)));
  const [count, d, ...rest] = await optimizer.getWeights();
  expect(d.tensor.dataSync()[0]).toBeGreaterThan(0.3);
  expect(d.tensor.dataSync()[0]).toBeLessThanOrEqual(3 * 1.001); // a bound from below, in theory
  tf.dispose([x, count.tensor, d.tensor, rest.slice(0, 3).map(({ tensor }) => tensor)]);
  optimizer.dispose();
});
