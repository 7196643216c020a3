import * as tf from '@tensorflow/tfjs-core';
import { random } from '../random.js';
import { filled, glorot, normal, oneHot } from './layers.js';
import { networkProblem } from './network-problem.js';
import { softmaxOfEach } from './sample-loss.js';

const symbols = 5;
const copied = 4;
/** The symbols, a separator, and the symbols again without the last: what is seen while the copy is foretold. */
const length = 2 * copied;
const width = 12;
const sequences = 96;
const separator = symbols;

/** What is seen, and the copies, each with its symbols one-hot in a row. */
function samplesOf(seed: number): tf.Tensor[] {
  const draw = random('copy', seed).uniformInt(0, symbols - 1);
  const texts = Array.from({ length: sequences }, () => Array.from({ length: copied }, draw));
  const seen = texts.map((text) => [...text, separator, ...text.slice(0, -1)]);
  return [
    tf.tidy(() => tf.reshape(oneHot(seen.flat(), symbols + 1), [sequences, length, symbols + 1])),
    tf.tidy(() => tf.reshape(oneHot(texts.flat(), symbols), [sequences, copied * symbols])),
  ];
}

/** 0 where a position may look, −1e9 ahead of it. */
const mask = Array.from({ length }, (_, i) => Array.from({ length }, (_, j) => (j <= i ? 0 : -1e9)));

/** x W for sequences of vectors. */
const project = (x: tf.Tensor, kernel: tf.Tensor): tf.Tensor3D => {
  const [count, steps, inputs] = x.shape as [number, number, number];
  const flat = tf.matMul(tf.reshape(x, [count * steps, inputs]), kernel as tf.Tensor2D);
  return tf.reshape(flat, [count, steps, kernel.shape[1]!]);
};

/**
 * A transformer of one causal layer with one head of 12, whose feed-forward part is 24 wide, that learns to copy four
 * symbols out of five. Positions are learnt; there is no normalisation. Minibatches of 16.
 */
export const transformerCopy = networkProblem({
  name: 'transformerCopy',
  formula: 'mean cross-entropy of the copied symbols, x + attention(x), then x + W2 relu(W1 x)',
  reference: 'Vaswani et al. 2017, arXiv:1706.03762; the copy task of Graves et al. 2014, arXiv:1410.5401',
  tags: ['network', 'attention'],
  parameters: [
    normal(0.5, symbols + 1, width),
    normal(0.5, length, width),
    ...['query', 'key', 'value', 'output'].map(() => glorot(width, width)),
    glorot(width, 2 * width),
    filled(0, 2 * width),
    glorot(2 * width, width),
    glorot(width, symbols),
  ],
  data: () => samplesOf(0),
  heldOut: () => samplesOf(1),
  batchSize: 16,
  model: { outputs: logits, loss: softmaxOfEach(symbols), labels: copied },
});

function logits(
  [embedding, positions, query, key, value, output, W1, b1, W2, read]: readonly tf.Tensor[],
  [tokens]: readonly tf.Tensor[],
): tf.Tensor2D {
  const count = tokens!.shape[0]!;
  let x: tf.Tensor = tf.add(project(tokens!, embedding!), positions!);
  const scores = tf.div(tf.matMul(project(x, query!), project(x, key!), false, true), Math.sqrt(width));
  const attention = tf.softmax(tf.add(scores, tf.tensor2d(mask)));
  x = tf.add(x, project(tf.matMul(attention, project(x, value!)), output!));
  x = tf.add(x, project(tf.relu(tf.add(project(x, W1!), b1!)), W2!));
  const copies = project(tf.slice(x, [0, copied, 0], [count, copied, width]), read!);
  return tf.reshape(copies, [count, copied * symbols]);
}
