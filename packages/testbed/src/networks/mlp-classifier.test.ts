import * as tf from '@tensorflow/tfjs';
import type { ProblemInstance } from '../problem.js';
import { mlpClassifier } from './mlp-classifier.js';

const objectiveOf = (instance: ProblemInstance) => tf.tidy(() => instance.objective().dataSync()[0]!);
const lossOf = (instance: ProblemInstance, step: number) => tf.tidy(() => instance.loss(step).dataSync()[0]!);

let instance: ProblemInstance;
beforeEach(() => {
  instance = mlpClassifier.create(1);
});
afterEach(() => instance.dispose());

test('has kernels and biases of a 2-16-16-3 network', () => {
  const shapes = instance.variables.map((variable) => variable.shape);
  expect(shapes).toEqual([[2, 16], [16], [16, 16], [16], [16, 3], [3]]);
});

test('at zero parameters all classes are equally likely: the loss is ln 3', () => {
  for (const variable of instance.variables) tf.tidy(() => variable.assign(tf.zerosLike(variable)));
  expect(objectiveOf(instance)).toBeCloseTo(Math.log(3), 6);
  expect(lossOf(instance, 1)).toBeCloseTo(Math.log(3), 6);
});

test('with only a bias on class k, the objective is log(Σ exp b) − mean b over balanced classes', () => {
  for (const variable of instance.variables) tf.tidy(() => variable.assign(tf.zerosLike(variable)));
  const bias = [1, -2, 0.5];
  tf.tidy(() => instance.variables.at(-1)!.assign(tf.tensor1d(bias)));
  const [a, b, c] = bias as [number, number, number];
  expect(objectiveOf(instance)).toBeCloseTo(Math.log(Math.exp(a) + Math.exp(b) + Math.exp(c)) - (a + b + c) / 3, 6);
});

test('different steps see different minibatches, whose loss is the objective on average', () => {
  const losses = Array.from({ length: 300 }, (_, step) => lossOf(instance, step + 1));
  const objective = objectiveOf(instance);
  expect(new Set(losses).size).toBeGreaterThan(290);
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const deviation = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / losses.length);
  expect(Math.abs(mean - objective)).toBeLessThan((4 * deviation) / Math.sqrt(losses.length));
});

test('another seed has another start and other minibatches', () => {
  const other = mlpClassifier.create(2);
  expect(objectiveOf(other)).not.toBe(objectiveOf(instance));
  other.variables.forEach((variable, i) => {
    variable.assign(instance.variables[i]!);
  });
  expect(objectiveOf(other)).toBe(objectiveOf(instance));
  expect(lossOf(other, 1)).not.toBe(lossOf(instance, 1));
  other.dispose();
});

test('can be learnt', () => {
  const optimizer = tf.train.adam(0.02);
  for (let step = 1; step <= 300; step++) optimizer.minimize(() => instance.loss(step), false, instance.variables);
  expect(objectiveOf(instance)).toBeLessThan(0.5);
  optimizer.dispose();
});
