import * as tf from '@tensorflow/tfjs';
import { threeSteps } from '../fixtures/curvature-optimizers.js';
import { everyOptimizer } from '../fixtures/every-optimizer.js';
import { everySource } from '../fixtures/every-source.js';
import { exceptionsOf } from '../fixtures/exceptions.js';
import { relativeError } from '../fixtures/gauss-newton.js';
import { adahessian, type GradientSource, sgd } from '../index.js';
import { conformance } from '../testing/index.js';

// scripts/build-tensorflow-backend.mjs lays it beside tfjs; it is no dependency, as it wants a library of 300 MB from elsewhere.
beforeAll(async () => {
  const node = '@tensorflow/tfjs-node';
  await import(node);
  if (!(await tf.setBackend('tensorflow'))) throw new Error('The backend tensorflow does not start.');
});

/** What `run` gives on this backend and on cpu. */
async function onBoth(run: () => number[]): Promise<[number[], number[]]> {
  const here = run();
  await tf.setBackend('cpu');
  const there = run();
  await tf.setBackend('tensorflow');
  return [here, there];
}

/** Two steps on a product of parameters. */
function twoSteps(make: () => GradientSource): number[] {
  const source = make();
  const isDiagonal = (source as { provides?: readonly string[] }).provides?.includes('hessianDiagonal');
  const optimizer = (isDiagonal ? adahessian : sgd)({ learningRate: 0.01, gradient: source as never });
  const x = tf.variable(tf.tensor2d([0.3, -0.7, 1.1, 0.5, -0.2, 0.9], [2, 3]));
  const loss = () => tf.mean(tf.square(tf.sub(tf.matMul(x, x, false, true), 1))) as tf.Scalar;
  for (let step = 0; step < 2; step++) optimizer.minimize(loss, false, [x]);
  const values = Array.from(x.dataSync());
  optimizer.dispose();
  x.dispose();
  return values;
}

describe.each(Object.entries(everyOptimizer))('%s', (optimizer, make) => {
  for (const { name, run } of conformance(make, { exceptions: exceptionsOf(optimizer, 'tensorflow') })) test(name, run);
});

test.each(Object.entries(everySource))('%s measures what it does on cpu', async (_, make) => {
  const [here, there] = await onBoth(() => twoSteps(make));
  expect(relativeError(here, there)).toBeLessThan(1e-5);
});

test.each(Object.entries(threeSteps))('%s: three steps end where they do on cpu', async (_, run) => {
  const [here, there] = await onBoth(() =>
    run().flatMap((end) => {
      const values = Array.from(end.dataSync());
      end.dispose();
      return values;
    }),
  );
  expect(relativeError(here, there)).toBeLessThan(1e-4);
});
