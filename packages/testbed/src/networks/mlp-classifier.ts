import * as tf from '@tensorflow/tfjs';
import { spirals } from '../data/spirals.js';
import type { Problem } from '../problem.js';
import { random } from '../random.js';

const classes = 3;
const widths = [2, 16, 16, classes];
const batchSize = 32;
const { points, labels } = spirals(classes, 100, 0);

type Layer = {
  readonly kernel: tf.Variable<tf.Rank.R2>;
  readonly bias: tf.Variable<tf.Rank.R1>;
};

/** Kernels uniform on ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010), biases zero. */
function initialLayers(seed: number): Layer[] {
  const source = random('kernels', seed);
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i]!;
    const limit = Math.sqrt(6 / (inputs + outputs));
    const values = Array.from({ length: inputs * outputs }, source.uniform(-limit, limit));
    return {
      kernel: tf.variable(tf.tensor2d(values, [inputs, outputs])),
      bias: tf.variable(tf.zeros<tf.Rank.R1>([outputs])),
    };
  });
}

const affine = (x: tf.Tensor2D, { kernel, bias }: Layer): tf.Tensor2D => tf.add(tf.matMul(x, kernel), bias);

function logits(x: tf.Tensor2D, layers: readonly Layer[]): tf.Tensor2D {
  const hidden = layers.slice(0, -1).reduce((h, layer) => tf.tanh(affine(h, layer)), x);
  return affine(hidden, layers.at(-1)!);
}

/** mean_i (log Σ_k exp z_ik − z_i,label), in plain operations, which every kind of autodiff can follow. */
const crossEntropy = (z: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar =>
  tf.mean(tf.sub(tf.logSumExp(z, 1), tf.sum(tf.mul(z, targets), 1)));

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
  create(seed) {
    const layers = tf.tidy(() => initialLayers(seed));
    const variables = layers.flatMap(({ kernel, bias }): tf.Variable[] => [kernel, bias]);
    const x = tf.tensor2d(points);
    const targets = tf.tidy(() => tf.oneHot(labels, classes).toFloat() as tf.Tensor2D);
    const minibatch = (step: number) =>
      Array.from({ length: batchSize }, random('minibatch', seed, step).uniformInt(0, points.length - 1));
    return {
      variables,
      loss: (step) =>
        tf.tidy(() => {
          const rows = tf.tensor1d(minibatch(step), 'int32');
          return crossEntropy(logits(tf.gather(x, rows), layers), tf.gather(targets, rows));
        }),
      objective: () => tf.tidy(() => crossEntropy(logits(x, layers), targets)),
      dispose: () => tf.dispose([...variables, x, targets]),
    };
  },
};
