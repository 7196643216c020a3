import * as tf from '@tensorflow/tfjs';
import { spirals } from '../data/spirals.js';
import type { Problem } from '../problem.js';
import { random } from '../random.js';
import { sampledInstance } from '../sampled-instance.js';
import { affine, crossEntropy, glorotUniform, oneHot, zeros } from './layers.js';

const classes = 3;
const widths = [2, 16, 16, classes];
const { points, labels } = spirals(classes, 100, 0);

/** Glorot's kernels and zero biases, layer after layer. */
function parameters(seed: number): tf.Variable[] {
  const source = random('kernels', seed);
  return widths.slice(1).flatMap((outputs, i) => [glorotUniform(source, [widths[i]!, outputs]), zeros([outputs])]);
}

function logits(x: tf.Tensor2D, [kernel, bias, ...rest]: readonly tf.Tensor[]): tf.Tensor2D {
  const z = affine(x, kernel!, bias!);
  return rest.length === 0 ? z : logits(tf.tanh(z), rest);
}

/**
 * A 2-16-16-3 tanh network with softmax cross-entropy on three noisy spirals of 100 points each.
 * Minibatches of 32 are drawn with replacement, afresh at each step.
 */
export const mlpClassifier: Problem = {
  name: 'mlpClassifier',
  formula: 'mean_i cross-entropy(softmax(W3 tanh(W2 tanh(W1 x_i + b1) + b2) + b3), label_i)',
  reference: 'spirals of Karpathy, CS231n course notes, 2015',
  tags: ['non-convex', 'stochastic', 'network'],
  dimension: widths.slice(1).reduce((count, outputs, i) => count + (widths[i]! + 1) * outputs, 0),
  config: { name: 'mlpClassifier' },
  create: (seed) =>
    sampledInstance({
      seed,
      variables: parameters(seed),
      data: [tf.tensor2d(points), oneHot(labels, classes)],
      batchSize: 32,
      mean: (xs, [x, targets]) => crossEntropy(logits(x as tf.Tensor2D, xs), targets as tf.Tensor2D),
    }),
};
