import * as tf from '@tensorflow/tfjs-core';
import { type LabelledPoints, spirals } from '../data/spirals.js';
import { affine, filled, glorot, oneHot } from './layers.js';
import { networkProblem } from './network-problem.js';
import { softmaxLoss } from './sample-loss.js';

const classes = 3;
const widths = [2, 16, 16, classes];

const samplesOf = ({ points, labels }: LabelledPoints) => [tf.tensor2d(points), oneHot(labels, classes)];

function logits(x: tf.Tensor2D, [kernel, bias, ...rest]: readonly tf.Tensor[]): tf.Tensor2D {
  const z = affine(x, kernel!, bias!);
  return rest.length === 0 ? z : logits(tf.tanh(z), rest);
}

/**
 * A 2-16-16-3 tanh network with softmax cross-entropy on three noisy spirals of 100 points each.
 * Minibatches of 32 are drawn with replacement, afresh at each step.
 */
export const mlpClassifier = networkProblem({
  name: 'mlpClassifier',
  formula: 'mean_i cross-entropy(softmax(W3 tanh(W2 tanh(W1 x_i + b1) + b2) + b3), label_i)',
  reference: 'spirals of Karpathy, CS231n course notes, 2015',
  tags: ['network'],
  parameters: widths.slice(1).flatMap((outputs, i) => [glorot(widths[i]!, outputs), filled(0, outputs)]),
  data: () => samplesOf(spirals(classes, 100, 0)),
  batchSize: 32,
  heldOut: () => samplesOf(spirals(classes, 100, 1)),
  model: { outputs: (xs, [x]) => logits(x as tf.Tensor2D, xs), loss: softmaxLoss },
});
