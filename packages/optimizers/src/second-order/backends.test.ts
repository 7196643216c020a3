import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { threeSteps } from '../fixtures/curvature-optimizers.js';
import { relativeError, valuesOf } from '../fixtures/gauss-newton.js';
import { checkReadsAtOnce } from '../linear-algebra/check-reads-at-once.js';
import { registerTrainingKernels } from '../training-kernels/index.js';

beforeAll(() => registerTrainingKernels(['wasm']));

test.each(Object.entries(threeSteps))('%s: three steps on wasm lead where they lead on cpu', async (_, run) => {
  const ends: number[][] = [];
  for (const backend of ['cpu', 'wasm']) {
    if (!(await tf.setBackend(backend))) throw new Error(`The backend ${backend} does not start.`);
    const before = tf.memory().numTensors;
    const tensors = run();
    ends.push(valuesOf(tensors));
    tf.dispose(tensors);
    expect(tf.memory().numTensors).toBe(before);
  }
  expect(relativeError(ends[1], ends[0])).toBeLessThan(1e-4);
});

test('webgpu in Node is refused by name, as it hands out no number within a step', () => {
  expect(() => checkReadsAtOnce('Egn', 'webgpu')).toThrow(
    'Egn reads numbers within a step, which the backend webgpu can only give in a browser; use wasm or cpu.',
  );
  expect(() => checkReadsAtOnce('Egn', 'wasm')).not.toThrow();
});
