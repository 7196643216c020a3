import * as tf from '@tensorflow/tfjs-core';
import type { ModelOutputs } from '../model-outputs.js';
import type { LinearModel } from './linear-model-data.js';
import { squared } from './sample-losses.js';

type Outputs = (data: readonly tf.Tensor[]) => ModelOutputs;

/**
 * A smooth linear model as a loss of outputs: the scores z_i = x_i · w, and behind them, where there is a ridge, the weights
 * themselves, as the loss is convex in both and adds up over them. All of it is one product, [X; I] w, so that Gauss-Newton
 * methods see a dense layer. None where the loss has kinks.
 */
export function scoresOf(model: LinearModel): Outputs | undefined {
  if (!model.loss.bounds || (model.l1 ?? 0) > 0) return undefined;
  return model.loss === squared ? squares(model) : scores(model);
}

/** The rows of X, then those of I where there is a ridge, each times a number. */
function stacked(x: tf.Tensor, l2: number, [ofX, ofI]: readonly [number, number] = [1, 1]): tf.Tensor2D {
  const rows = ofX === 1 ? x : tf.mul(x, ofX);
  return (l2 > 0 ? tf.concat([rows, tf.mul(tf.eye(x.shape[1]!), ofI)]) : rows) as tf.Tensor2D;
}

/** A w, for a flat w. */
const times = (A: tf.Tensor2D, w: tf.Tensor): tf.Tensor2D => tf.matMul(A, tf.reshape(w, [-1, 1]) as tf.Tensor2D);

const scores =
  ({ loss, l2 = 0 }: LinearModel): Outputs =>
  ([x, y]) => ({
    at: ([w]) => times(stacked(x!, l2), w!),
    targets: y!.clone(),
    loss(targets, outputs) {
      const samples = targets.size;
      const z = tf.reshape(tf.slice(outputs, [0, 0], [samples, 1]), [-1]);
      const mean = tf.mean<tf.Scalar>(loss.tensor(z, targets));
      if (l2 === 0) return mean;
      const weights = tf.slice(outputs, [samples, 0], [outputs.shape[0] - samples, 1]);
      return tf.add(mean, tf.mul(tf.sum(tf.square(weights)), l2 / 2));
    },
  });

/** Σ (x_i · w − y_i)² / 2n + l2 / 2 |w|² as the mean of m squares. */
const squares =
  ({ l2 = 0 }: LinearModel): Outputs =>
  ([x, y]) => {
    const [samples, features] = x!.shape as [number, number];
    const rows = samples + (l2 > 0 ? features : 0);
    const ofX = Math.sqrt(rows / (2 * samples));
    const targets = tf.tidy(() => tf.pad(tf.reshape(tf.mul(y!, ofX), [-1, 1]), [[0, rows - samples], [0, 0]])); // biome-ignore format: one line
    return {
      at: ([w]) => times(stacked(x!, l2, [ofX, Math.sqrt((rows * l2) / 2)]), w!),
      targets,
      loss: 'meanSquaredError',
    };
  };

/** The share of scores whose sign is the label. */
export const shareOfSigns = ([w]: readonly tf.Tensor[], [x, y]: readonly tf.Tensor[]): tf.Scalar =>
  tf.mean(tf.cast(tf.greater(tf.mul(tf.reshape(times(x as tf.Tensor2D, w!), [-1]), y!), 0), 'float32'));
