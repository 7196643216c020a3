import * as tf from '@tensorflow/tfjs';
import { gravity } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

/** Where two variables at 0 go in two steps of the gradients [1, -3] and [0.1]. */
function steps(variant: 'paper' | 'torch'): number[][] {
  const variables = [tf.variable(tf.zeros([2])), tf.variable(tf.zeros([1]))];
  const optimizer = gravity({ variant, learningRate: 1 });
  const points = [1, 2].flatMap(() => {
    tf.tidy(() =>
      optimizer.applyGradients([
        { name: variables[0].name, tensor: tf.tensor1d([1, -3]) },
        { name: variables[1].name, tensor: tf.tensor1d([0.1]) },
      ]),
    );
    return variables.map((x) => Array.from(x.dataSync()));
  });
  tf.dispose(variables);
  optimizer.dispose();
  return points;
}

const zeta = [1 / 10, -3 / 82, 0.1 / 1.0001]; // the largest is 3 in the first variable, 0.1 in the second

test.each([
  ['paper', 0],
  ['torch', 1],
] as const)(
  '%s: V is an average with weights (β t + 1) / (t + 2), t from %i; the maximum is each variable’s',
  (variant, t) => {
    const first = 1 - (0.9 * t + 1) / (t + 2);
    const weight = (0.9 * (t + 1) + 1) / (t + 3);
    const second = first + (weight * first + 1 - weight);
    const expected = [first, second].map((factor) => zeta.map((value) => expect.closeTo(-factor * value, 6)));
    const [a, b, c, d] = steps(variant);
    expect([
      [...a, ...b],
      [...c, ...d],
    ]).toEqual(expected);
  },
);

test('a gradient of 0 gives no NaN, and moves nothing', () => {
  const x = tf.variable(tf.tensor1d([1, 2]));
  const optimizer = gravity();
  tf.tidy(() => optimizer.applyGradients({ [x.name]: tf.zeros([2]) }));
  expect(Array.from(x.dataSync())).toEqual([1, 2]);
  x.dispose();
  optimizer.dispose();
});
