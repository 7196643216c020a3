import * as tf from '@tensorflow/tfjs';
import { egn, forwardGradient, gradientRegularization, hutchinson, sgd, sgn, sharpnessAware, spsa } from '../index.js';
import { evaluationCounts } from './evaluation-counts.js';

beforeAll(() => tf.setBackend('cpu'));

/** What the second step of an optimizer costs; at the first some check more. */
function costOfStep(step: (x: tf.Variable) => tf.Scalar | null) {
  const x = tf.variable(tf.tensor2d([[1], [2]]));
  tf.dispose(step(x)!);
  const before = evaluationCounts();
  tf.dispose(step(x)!);
  const after = evaluationCounts();
  x.dispose();
  return [after.gradients - before.gradients, after.products - before.products];
}

const loss = (x: tf.Variable) => () => tf.sum(tf.square(x)) as tf.Scalar;

test.each([
  ['sgd', sgd(), 1, 0],
  ['the gradient at a second point', sgd({ gradient: sharpnessAware() }), 2, 0],
  ['a penalty on the gradient by two points', sgd({ gradient: gradientRegularization({ strength: 0.1 }) }), 2, 0],
  ['a directional derivative for each direction', sgd({ gradient: forwardGradient({ directions: 3 }) }), 0, 3],
  ['losses alone', sgd({ gradient: spsa() }), 0, 0],
  ['a product for each sample', sgd({ gradient: hutchinson({ samples: 2 }) }), 2, 2],
] as const)('%s: counted', (_, optimizer, gradients, products) => {
  expect(costOfStep((x) => optimizer.minimize(loss(x), true, [x]))).toEqual([gradients, products]);
});

test('Gauss-Newton goes back once for each output', () => {
  const optimizer = egn();
  const model = (x: tf.Variable) => () => tf.matMul(tf.tensor2d([[1, 2], [3, 4], [5, 7]]), x as never) as tf.Tensor2D; // biome-ignore format: one line
  const step = (x: tf.Variable) => optimizer.minimizeResidual(model(x), tf.ones([3, 1]), 'meanSquaredError', [x]);
  expect(costOfStep(step)).toEqual([1, 0]);
});

test('conjugate gradients take a product forth and a way back for each iteration', () => {
  const optimizer = sgn({ maxIterations: 2 });
  const model = (x: tf.Variable) => () => tf.matMul(tf.tensor2d([[1, 2], [3, 4], [5, 7]]), x as never) as tf.Tensor2D; // biome-ignore format: one line
  const step = (x: tf.Variable) => optimizer.minimizeResidual(model(x), tf.ones([3, 1]), 'meanSquaredError', [x]);
  const [gradients, products] = costOfStep(step);
  expect(products).toBeGreaterThan(0);
  expect(gradients).toBe(products + 1);
});
