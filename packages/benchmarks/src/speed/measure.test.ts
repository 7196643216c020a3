import * as tf from '@tensorflow/tfjs';
import { describeSpeed } from '../commands/speed.js';
import { measureAdam } from './measure.js';

test('times both, and gives back every tensor', async () => {
  await tf.setBackend('cpu');
  const { numTensors } = tf.memory();
  const { zoo, builtIn, ratio, range } = measureAdam({ variables: 2, elements: 1e5 }, 4, 'fast');
  expect(Math.min(zoo, builtIn)).toBeGreaterThan(0);
  expect(ratio).toBeGreaterThanOrEqual(range[0]);
  expect(ratio).toBeLessThanOrEqual(range[1]);
  expect(tf.memory().numTensors).toBe(numTensors);
});

test('the ratio as printed lies in the range as printed', () => {
  const speed = { variables: 1, elements: 10, zoo: 1, builtIn: 28.49, ratio: 28.49, range: [20.4, 28.49] as const };
  const [ratio, low, high] = describeSpeed(speed)
    .match(/([\d.]+)x\s+([\d.]+)-([\d.]+)$/)!
    .slice(1)
    .map(Number);
  expect(low).toBeLessThanOrEqual(ratio);
  expect(ratio).toBeLessThanOrEqual(high);
});
