import * as tf from '@tensorflow/tfjs';
import { measureAdam } from './measure.js';

test('times both, and gives back every tensor', async () => {
  await tf.setBackend('cpu');
  const { numTensors } = tf.memory();
  const { zoo, builtIn, ratio, range } = measureAdam({ variables: 2, elements: 1e5 }, 3);
  expect(Math.min(zoo, builtIn)).toBeGreaterThan(0);
  expect(ratio).toBe(builtIn / zoo);
  expect(range[0]).toBeLessThanOrEqual(range[1]);
  expect(tf.memory().numTensors).toBe(numTensors);
});
