import * as tf from '@tensorflow/tfjs-core';
import type { ModelOutputs } from '../model-outputs.js';
import type { LinearModel } from './linear-model-data.js';

type Outputs = (data: readonly tf.Tensor[]) => ModelOutputs;

/**
 * A smooth linear model as a loss of outputs: the scores z_i = x_i · w, and behind them, where there is a ridge, the weights
 * themselves, as the loss is convex in both and adds up over them. None where the loss has kinks.
 */
export function scoresOf({ loss, l2 = 0, l1 = 0 }: LinearModel): Outputs | undefined {
  if (!loss.bounds || l1 > 0) return undefined;
  return ([x, y]) => {
    const samples = y!.size;
    return {
      at: ([w]) => {
        const column = tf.reshape(w!, [-1, 1]) as tf.Tensor2D;
        const scores = tf.matMul<tf.Tensor2D>(x!, column);
        return l2 > 0 ? tf.concat<tf.Tensor2D>([scores, column]) : scores;
      },
      targets: y!.clone(),
      loss(targets, outputs) {
        const z = tf.reshape(tf.slice(outputs, [0, 0], [samples, 1]), [-1]);
        const mean = tf.mean<tf.Scalar>(loss.tensor(z, targets));
        if (l2 === 0) return mean;
        const weights = tf.slice(outputs, [samples, 0], [outputs.shape[0] - samples, 1]);
        return tf.add(mean, tf.mul(tf.sum(tf.square(weights)), l2 / 2));
      },
    };
  };
}

/** The share of scores whose sign is the label. */
export const shareOfSigns = ([w]: readonly tf.Tensor[], [x, y]: readonly tf.Tensor[]): tf.Scalar => {
  const scores = tf.reshape(tf.matMul(x as tf.Tensor2D, tf.reshape(w!, [-1, 1])), [-1]);
  return tf.mean(tf.cast(tf.greater(tf.mul(scores, y!), 0), 'float32'));
};
