import { registerTrainingKernels, unregisterTrainingKernels } from '@optimizer-zoo/optimizers/training-kernels';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { makeWhole } from '../../fixtures/make-whole.js';
import { measureWhole, parts } from './measure-whole.js';
import { wholeModels } from './models.js';
import { gain } from './whole-record.js';
import { wholeText } from './whole-text.js';

test.each(Object.entries(wholeModels))('%s has a loss that depends on all its variables', async (_name, build) => {
  await tf.setBackend('wasm');
  registerTrainingKernels();
  const { numTensors } = tf.memory();
  const { variables, loss, dispose } = build();
  const { value, grads } = tf.variableGrads(loss, variables);
  expect(value.shape).toEqual([]);
  expect(value.dataSync()[0]).toBeGreaterThan(0);
  expect(Object.keys(grads)).toHaveLength(variables.length);
  tf.dispose([value, grads]);
  dispose();
  expect(tf.memory().numTensors).toBe(numTensors);
  unregisterTrainingKernels();
});

const named = (start: string) => Object.keys(wholeModels).find((name) => name.startsWith(start))!;
const measuredParts = {
  milliseconds: Object.fromEntries(parts.map((part) => [part, expect.any(Number)])),
  costliest: { kernel: expect.stringMatching(/\w/), share: expect.any(Number) },
};

test('all three ways are measured, and nothing is left over', async () => {
  await tf.setBackend('wasm');
  const own = tf.getKernel('BatchMatMul', 'wasm');
  const { numTensors } = tf.memory();
  const measured = await measureWhole(named('MLP 784-256-256-10 x 32'), 1);
  expect(measured).toMatchObject({ tf: measuredParts, zoo: measuredParts, kernels: measuredParts });
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(tf.getKernel('BatchMatMul', 'wasm')).toBe(own);
});

test('where tfjs cannot train a model by itself, it says why', async () => {
  await tf.setBackend('wasm');
  const { tf: alone, zoo, kernels } = await measureWhole(named('embedding'), 1);
  expect([alone, zoo]).toEqual(Array(2).fill({ fails: expect.stringContaining('UnsortedSegmentSum') }));
  expect(kernels).toMatchObject(measuredParts);
});

test('the least gain comes first, what tfjs cannot train last', () => {
  const records = [
    makeWhole('never', { fails: 'no kernel' }),
    makeWhole('much', { step: 20 }),
    makeWhole('little', { step: 4 }),
  ];
  expect(gain(records[1], 'step')).toBe(10);
  expect(gain(records[1], 'fit')).toBeUndefined();
  const names = wholeText(records)
    .split('\n')
    .slice(1)
    .map((line) => line.split(' ')[0]);
  expect(names).toEqual(['little', 'much', 'never']);
});
