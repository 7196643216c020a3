import * as tf from '@tensorflow/tfjs';
import { adaptiveGradientClipping, clipByGlobalNorm, clipByNorm, clipByValue, sgd } from '../index.js';

// What docstrings say of gradients that are not finite.

/** The steps of two variables, of which the first has this among its gradients. */
function stepsWith(wrap: typeof clipByNorm | typeof clipByGlobalNorm | typeof clipByValue, bad: number): number[][] {
  const variables = [tf.variable(tf.zeros([3])), tf.variable(tf.zeros([2]))];
  const [first, second] = variables.map(({ name }) => name);
  const optimizer = wrap(sgd({ learningRate: 1 }));
  optimizer.applyGradients({ [first]: tf.tensor1d([bad, 3, 4]), [second]: tf.tensor1d([0, 1]) });
  const steps = variables.map((variable) => Array.from(variable.dataSync(), (x) => -x + 0));
  tf.dispose(variables);
  optimizer.dispose();
  return steps;
}

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

test('by norm: an infinite element becomes NaN, those beside it 0; a NaN makes all of its variable NaN', () => {
  expect(stepsWith(clipByNorm, infinity)).toEqual([
    [nan, 0, 0],
    [0, 1],
  ]);
  expect(stepsWith(clipByNorm, nan)).toEqual([
    [nan, nan, nan],
    [0, 1],
  ]);
});

test('by the global norm: all others 0, or NaN', () => {
  expect(stepsWith(clipByGlobalNorm, infinity)).toEqual([
    [nan, 0, 0],
    [0, 0],
  ]);
  expect(stepsWith(clipByGlobalNorm, nan)).toEqual([
    [nan, nan, nan],
    [nan, nan],
  ]);
});

test('by value: infinities are clipped, a NaN stays one', () => {
  expect(stepsWith(clipByValue, -infinity)).toEqual([
    [-1, 1, 1],
    [0, 1],
  ]);
  expect(stepsWith(clipByValue, nan)).toEqual([
    [nan, 1, 1],
    [0, 1],
  ]);
});

test.each([infinity, nan])('by unit: where there is %d in it, it is left as it is', (bad) => {
  const w = tf.variable(tf.ones<tf.Rank.R2>([2, 2]));
  const loss = () =>
    tf.sum(
      tf.mul(
        w,
        tf.tensor2d([
          [bad, 3],
          [4, 4],
        ]),
      ),
    ) as tf.Scalar;
  sgd({ learningRate: 1, gradient: adaptiveGradientClipping() }).minimize(loss, false, [w]);
  const [first, second, third, fourth] = w.dataSync();
  expect(first).toBe(1 - bad);
  expect(third).toBe(-3);
  for (const clipped of [second, fourth]) expect(Math.abs(clipped - 1)).toBeLessThan(0.02);
  w.dispose();
});
