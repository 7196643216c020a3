import * as tf from '@tensorflow/tfjs';
import type { WholeModel } from './whole-model.js';

const [batch, words, vocabulary, width, heads, blocks] = [8, 32, 1000, 64, 4, 2];

/** An encoder (Vaswani et al. 2017, with the norms first) that predicts a word at each place. */
export function smallTransformer(): WholeModel {
  const variables: tf.Variable[] = [];
  const weights = (...shape: number[]) => {
    const variable = tf.tidy(() => tf.variable(tf.randomNormal(shape, 0, shape[0] ** -0.5)));
    variables.push(variable);
    return variable as tf.Variable<tf.Rank.R2>;
  };
  const table = weights(vocabulary, width);
  const places = weights(words, width);
  const layers = Array.from({ length: blocks }, () => ({
    attention: [weights(width, 3 * width), weights(width, width)] as const,
    dense: [weights(width, 4 * width), weights(4 * width, width)] as const,
    scales: [weights(width), weights(width)] as const,
  }));
  const drawn = () => tf.randomUniform([batch * words], 0, vocabulary, 'int32') as tf.Tensor1D;
  const x = drawn();
  const labels = tf.tidy(() => tf.cast(tf.oneHot(drawn(), vocabulary), 'float32'));
  const logits = () => {
    const start = tf.add(tf.reshape(tf.gather(table, x), [batch, words, width]), places);
    const end = layers.reduce((h: tf.Tensor, { attention, dense, scales }) => {
      const attended = tf.add(h, attend(normalize(h, scales[0]), ...attention));
      const hidden = tf.relu(tf.matMul(rows(normalize(attended, scales[1])), dense[0]));
      return tf.add(attended, tf.reshape(tf.matMul(hidden, dense[1]), [batch, words, width]));
    }, start);
    return tf.matMul(rows(end), table, false, true);
  };
  return {
    variables,
    loss: () => tf.losses.softmaxCrossEntropy(labels, logits()),
    dispose: () => tf.dispose([...variables, x, labels]),
  };
}

const rows = (x: tf.Tensor) => tf.reshape(x, [batch * words, width]) as tf.Tensor2D;

function normalize(x: tf.Tensor, scale: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5))), scale);
}

function attend(x: tf.Tensor, inward: tf.Tensor2D, outward: tf.Tensor2D): tf.Tensor {
  const parts = tf.split(tf.reshape(tf.matMul(rows(x), inward), [batch, words, 3 * width]), 3, 2);
  const [queries, keys, values] = parts.map((part) =>
    tf.transpose(tf.reshape(part, [batch, words, heads, width / heads]), [0, 2, 1, 3]),
  );
  const scores = tf.mul(tf.matMul(queries, keys, false, true), (width / heads) ** -0.5);
  const mixed = tf.transpose(tf.matMul(tf.softmax(scores), values), [0, 2, 1, 3]);
  return tf.reshape(tf.matMul(rows(mixed), outward), [batch, words, width]);
}
