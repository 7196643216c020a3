import * as tf from '@tensorflow/tfjs-core';
import { affine, filled, glorot, normal, oneHot } from './layers.js';
import { networkProblem } from './network-problem.js';
import { softmaxLoss } from './sample-loss.js';

const context = 4;
const width = 6;
const units = 24;
const alphabet = ' abcdefghijklmnopqrstuvwxyz';

/** Shakespeare 1609, sonnets 18 and 29 without their marks. */
const sonnet18 =
  "shall i compare thee to a summer's day thou art more lovely and more temperate rough winds do shake the darling buds of may and summer's lease hath all too short a date sometime too hot the eye of heaven shines and often is his gold complexion dimm'd and every fair from fair sometime declines by chance or nature's changing course untrimm'd but thy eternal summer shall not fade nor lose possession of that fair thou ow'st nor shall death brag thou wander'st in his shade when in eternal lines to time thou grow'st so long as men can breathe or eyes can see so long lives this and this gives life to thee";
const sonnet29 =
  "when in disgrace with fortune and men's eyes i all alone beweep my outcast state and trouble deaf heaven with my bootless cries and look upon myself and curse my fate";

/** For each place of a text the characters before it, one-hot in a row, and its own. */
function samplesOf(text: string): tf.Tensor[] {
  const codes = [...text].map((character) => alphabet.indexOf(character)).filter((code) => code >= 0);
  const places = codes.slice(context).map((_, i) => codes.slice(i, i + context));
  const seen = tf.tidy(() =>
    tf.reshape(oneHot(places.flat(), alphabet.length), [places.length, context * alphabet.length]),
  );
  return [seen, oneHot(codes.slice(context), alphabet.length)];
}

/**
 * A neural language model: the next character of a sonnet from the four before it, each in a learnt embedding of six
 * numbers, by one hidden layer of 24 tanh units. Minibatches of 32; held out is the beginning of another sonnet.
 */
export const characterModel = networkProblem({
  name: 'characterModel',
  formula: 'mean_i cross-entropy(softmax(W2 tanh(W1 [E c_1, .., E c_4] + b1) + b2), next character)',
  reference: 'Bengio et al. 2003, JMLR 3, 1137-1155; data: sonnets 18 and 29 of Shakespeare, 1609',
  tags: ['network', 'language'],
  parameters: [
    normal(0.3, alphabet.length, width),
    glorot(context * width, units),
    filled(0, units),
    glorot(units, alphabet.length),
    filled(0, alphabet.length),
  ],
  data: () => samplesOf(sonnet18),
  heldOut: () => samplesOf(sonnet29),
  batchSize: 32,
  model: {
    outputs([E, W1, b1, W2, b2], [x]) {
      const characters = tf.reshape(x!, [-1, alphabet.length]);
      const embedded = tf.reshape(tf.matMul(characters, E!), [-1, context * width]) as tf.Tensor2D;
      return affine(tf.tanh(affine(embedded, W1!, b1!)), W2!, b2!);
    },
    loss: softmaxLoss,
  },
});
