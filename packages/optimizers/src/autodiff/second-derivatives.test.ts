import * as tf from '@tensorflow/tfjs';
import { noise } from '../fixtures/autodiff/noise.js';
import { valueGradHvp } from './index.js';

beforeAll(() => tf.setBackend('cpu'));

const numbers = (tensor: tf.Tensor | null) => [...tensor!.dataSync()];
const second = (f: (x: tf.Tensor) => tf.Tensor, at: number) =>
  tf.tidy(() => {
    const x = tf.tensor1d([at]);
    return numbers(valueGradHvp((y) => tf.sum(f(y)) as tf.Scalar, [x], [tf.ones([1])]).hvps[0])[0];
  });

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const cases: [string, (x: tf.Tensor) => tf.Tensor, (z: number) => number][] = [
  ['tanh', tf.tanh, (z) => -2 * Math.tanh(z) * (1 - Math.tanh(z) ** 2)],
  ['sigmoid', tf.sigmoid, (z) => sigmoid(z) * (1 - sigmoid(z)) * (1 - 2 * sigmoid(z))],
  ['exp', tf.exp, Math.exp],
];

// tfjs tapes the copy of a saved output before the kernel that made it, and so forgets that it depends on x.
test.each(cases)('of x %s(x): here right, by tf.grad of tf.grad wrong without an error', (_name, f, expected) => {
  const z = 0.6;
  const g = (x: tf.Tensor) => tf.mul(x, f(x));
  const slope = (h: number) => (f(tf.scalar(z + h)).dataSync()[0] - f(tf.scalar(z - h)).dataSync()[0]) / (2 * h);
  const right = 2 * slope(1e-2) + z * expected(z);
  expect(second(g, z)).toBeCloseTo(right, 3);
  const nested = numbers(tf.grad((y) => tf.sum(tf.grad((x) => tf.sum(g(x)))(y)))(tf.tensor1d([z])))[0];
  expect(Math.abs(nested - right)).toBeGreaterThan(0.03);
});

test.each(cases)('of %s: as in closed form', (_name, f, expected) => {
  for (const z of [-1.3, -0.2, 0.4, 2.1])
    expect(Math.abs(second(f, z) - expected(z))).toBeLessThan(2e-7 * (1 + Math.abs(expected(z))));
});

/** ½ Σ (W₂ tanh(W₁ x) - t)², and its gradient by hand, in doubles. */
function perceptron(
  inputs: readonly number[][],
  targets: readonly number[],
  [inner, outer]: number[][],
  width: number,
) {
  const features = inputs[0].length;
  const gradients = [inner.map(() => 0), outer.map(() => 0)];
  inputs.forEach((x, row) => {
    const hidden = outer.map((_, j) => Math.tanh(x.reduce((sum, xi, i) => sum + xi * inner[i * width + j], 0)));
    const error = hidden.reduce((sum, h, j) => sum + h * outer[j], 0) - targets[row];
    hidden.forEach((h, j) => {
      gradients[1][j] += error * h;
      const back = error * outer[j] * (1 - h * h);
      for (let i = 0; i < features; i++) gradients[0][i * width + j] += back * x[i];
    });
  });
  return gradients;
}

test('of a tanh network: Hv as by hand in float64, to 1e-6', () => {
  const [samples, features, width] = [12, 5, 9];
  const [x, t] = [noise([samples, features], 1, [-2, 2]), noise([samples, 1], 2)];
  const weights = [noise([features, width], 3), noise([width, 1], 4)];
  const directions = [noise([features, width], 5), noise([width, 1], 6)];
  const { grads, hvps } = valueGradHvp(
    (inner, outer) => {
      const y = tf.matMul(tf.tanh(tf.matMul(x as tf.Tensor2D, inner as tf.Tensor2D)), outer as tf.Tensor2D);
      return tf.mul(0.5, tf.sum(tf.squaredDifference(y, t))) as tf.Scalar;
    },
    weights,
    directions,
  );

  const [w, v] = [weights, directions].map((tensors) => tensors.map(numbers));
  const gradientAt = (step: number) =>
    perceptron(
      x.arraySync() as number[][],
      numbers(t),
      w.map((part, p) => part.map((value, i) => value + step * v[p][i])),
      width,
    ).flat();
  const h = 1e-5;
  const [before, after] = [gradientAt(-h), gradientAt(h)];
  const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, i) => value - b[i])) / Math.hypot(...b);
  expect(distance(grads.flatMap(numbers), gradientAt(0))).toBeLessThan(1e-6);
  expect(
    distance(
      hvps.flatMap(numbers),
      before.map((value, i) => (after[i] - value) / (2 * h)),
    ),
  ).toBeLessThan(1e-6);
});
