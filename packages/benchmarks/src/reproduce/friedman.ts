import { affine, filled, glorot, halfSquares, networkProblem, type Problem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';

const [features, units, batchSize] = [10, 16, 32];
/** Of the function, over the unit cube. */
const [mean, deviation] = [14.4, 4.9];

/** Targets of variance 1; five of the features are noise. */
function samples(count: number, seed: number): tf.Tensor[] {
  const x = tf.randomUniform<tf.Rank.R2>([count, features], 0, 1, 'float32', seed);
  const [a, b, c, d, e] = tf.split(x, features, 1);
  const terms = [
    tf.mul(10, tf.sin(tf.mul(Math.PI, tf.mul(a, b)))),
    tf.mul(20, tf.square(tf.sub(c, 0.5))),
    tf.mul(10, d),
    tf.mul(5, e),
  ];
  return [x, tf.div(tf.sub(tf.addN(terms), mean), deviation)];
}

/** An MLP of two layers on Friedman's first function, 256 samples in batches of 32. */
export const friedman: Problem = networkProblem({
  name: 'friedman',
  formula: 'mean_i (MLP(x_i) - y_i)^2 / 2, y = 10 sin(pi a b) + 20 (c - 1/2)^2 + 10 d + 5 e, standardised',
  reference: 'Friedman 1991, doi:10.1214/aos/1176347963',
  tags: ['network', 'regression'],
  parameters: [
    glorot(features, units),
    filled(0, units),
    glorot(units, units),
    filled(0, units),
    glorot(units, 1),
    filled(0, 1),
  ],
  batchSize,
  data: () => tf.tidy(() => samples(256, 1)),
  heldOut: () => tf.tidy(() => samples(256, 2)),
  model: {
    outputs([W1, b1, W2, b2, W3, b3], [x]) {
      const hidden = tf.tanh(affine(x as tf.Tensor2D, W1, b1));
      return affine(tf.tanh(affine(hidden, W2, b2)), W3, b3);
    },
    loss: halfSquares,
  },
});
