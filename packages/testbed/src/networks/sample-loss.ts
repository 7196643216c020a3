import * as tf from '@tensorflow/tfjs-core';
import type { OutputsLoss } from '../model-outputs.js';
import { crossEntropy, halfMeanSquare } from './layers.js';

/** A loss of a network's outputs. */
export interface NetworkLoss {
  /** The mean over the samples. */
  mean(outputs: tf.Tensor2D, targets: tf.Tensor): tf.Scalar;
  /** The same by the name that others know it by, of outputs and targets times `scale`; or as a function. */
  readonly known: OutputsLoss;
  readonly scale?: number;
  /** The share of samples that are classified right. */
  accuracy?(outputs: tf.Tensor2D, targets: tf.Tensor): tf.Scalar;
  /** Targets drawn from the probabilities that the outputs stand for. */
  draw?(outputs: tf.Tensor2D, seed: number): tf.Tensor;
}

/** ½ mean of squares, which is the mean squared error of outputs and targets / √2. */
export const halfSquares: NetworkLoss = {
  mean: (outputs, targets) => halfMeanSquare(tf.sub(outputs, targets)),
  known: 'meanSquaredError',
  scale: Math.SQRT1_2,
};

/** Cross-entropy of logits and labels one-hot. */
export const softmaxLoss: NetworkLoss = {
  mean: (outputs, targets) => crossEntropy(outputs, targets as tf.Tensor2D),
  known: 'softmaxCrossEntropy',
  accuracy: (outputs, targets) => tf.mean(tf.cast(tf.equal(tf.argMax(outputs, 1), tf.argMax(targets, 1)), 'float32')),
  draw: (logits, seed) =>
    tf.cast(tf.oneHot(tf.reshape(tf.multinomial(logits, 1, seed), [-1]) as tf.Tensor1D, logits.shape[1]), 'float32'),
};

/** The same of several symbols for each sample: outputs and targets are [samples, positions · symbols]. */
export function softmaxOfEach(symbols: number): NetworkLoss {
  const flat = (tensor: tf.Tensor) => tf.reshape(tensor, [-1, symbols]) as tf.Tensor2D;
  const mean = (outputs: tf.Tensor2D, targets: tf.Tensor) => crossEntropy(flat(outputs), flat(targets));
  return {
    mean,
    known: (targets, outputs) => mean(outputs, targets),
    accuracy: (outputs, targets) => softmaxLoss.accuracy!(flat(outputs), flat(targets)),
    draw: (outputs, seed) => tf.reshape(softmaxLoss.draw!(flat(outputs), seed), outputs.shape),
  };
}
