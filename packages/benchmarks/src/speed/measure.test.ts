import * as tf from '@tensorflow/tfjs';
import { measure } from './measure.js';
import { bytesPerParameter, pairs } from './pairs.js';

beforeAll(() => tf.setBackend('cpu'));

test('times all three, and gives back every tensor', async () => {
  const { numTensors } = tf.memory();
  const { milliseconds, ratio, range } = await measure('adam', { variables: 2, elements: 1e5 }, 4);
  expect(Math.min(...Object.values(milliseconds))).toBeGreaterThan(0);
  expect(ratio).toBeGreaterThanOrEqual(range[0]);
  expect(ratio).toBeLessThanOrEqual(range[1]);
  expect(tf.memory().numTensors).toBe(numTensors);
});

test.each(Object.keys(pairs))(
  '%s updates all variables in one kernel, with one new tensor each at most',
  async (rule) => {
    const { kernels, tensors } = await measure(rule, { variables: 3, elements: 2e4 }, 1);
    expect(kernels.zoo).toBe(1);
    expect(tensors.zoo).toBeLessThanOrEqual(3);
    expect(kernels.builtIn).toBeGreaterThan(kernels.zoo);
    expect(tensors.builtIn).toBeGreaterThan(tensors.zoo);
  },
);

test.each([
  ['sgd', { state: 0, traffic: 12 }],
  ['momentum', { state: 4, traffic: 20 }],
  ['adam', { state: 8, traffic: 28 }],
])('%s keeps and moves so many bytes for each parameter', (rule, bytes) => {
  expect(bytesPerParameter(pairs[rule])).toEqual(bytes);
});

test.each(Object.keys(pairs))('%s of both takes steps of one size', (rule) => {
  const { zoo, builtIn } = pairs[rule];
  const [ours, theirs] = [zoo(), builtIn()].map((optimizer) => optimizer.getConfig().learningRate);
  expect(ours).toBe(theirs);
});
