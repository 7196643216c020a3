import {
  affine,
  filled,
  glorot,
  lazy,
  networkProblem,
  oneHot,
  type Problem,
  softmaxLoss,
} from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { fromPackage } from './from-package.js';
import { oneHiddenLayer } from './one-hidden-layer.js';

const pixels = 28;
const width = 14;
const perDigit = 60;
const unseenPerDigit = 20;
const channels = 6;
const half = width / 2;

/** For each digit its first images, with means of two by two pixels. */
const images = lazy(() =>
  Array.from({ length: 10 }, (_, digit) => {
    const { data } = fromPackage<{ data: number[] }>('mnist', `mnist/src/digits/${digit}.json`);
    return Array.from({ length: perDigit + unseenPerDigit }, (_, i) => shrunk(data, i * pixels ** 2));
  }),
);

function shrunk(data: readonly number[], from: number): number[] {
  return Array.from({ length: width ** 2 }, (_, at) => {
    const corner = from + 2 * pixels * Math.floor(at / width) + 2 * (at % width);
    return (data[corner] + data[corner + 1] + data[corner + pixels] + data[corner + pixels + 1]) / 4;
  });
}

const samples = (first: number, end: number) => {
  const chosen = images().flatMap((own, digit) => own.slice(first, end).map((image) => ({ image, digit })));
  return [tf.tensor2d(chosen.map(({ image }) => image)), oneHot(chosen.map(({ digit }) => digit), 10)]; // biome-ignore format: one line
};

const shared = {
  reference:
    'LeCun et al. 1998, doi:10.1109/5.726791, the first 80 of each digit in the package mnist (MIT), at 14 x 14',
  tags: ['network', 'real-data'],
  data: () => samples(0, perDigit),
  heldOut: () => samples(perDigit, perDigit + unseenPerDigit),
  batchSize: 32,
};

const mlp = oneHiddenLayer(tf.relu, [width ** 2, 32, 10]);

/** 600 handwritten digits of 14 x 14 pixels, and 200 held out. */
export const digits: readonly Problem[] = [
  networkProblem({
    ...shared,
    name: 'digitsMlp',
    formula: 'mean_i cross-entropy(softmax(W2 relu(W1 x_i + b1) + b2), digit_i), 32 units, batches of 32',
    parameters: mlp.parameters,
    model: { outputs: mlp.outputs, loss: softmaxLoss },
  }),
  networkProblem({
    ...shared,
    name: 'digitsConv',
    formula:
      'mean_i cross-entropy(softmax(W2 pool(relu(W1 * x_i + b1)) + b2), digit_i), six windows of 3 x 3, batches of 32',
    parameters: [glorot(3, 3, 1, channels), filled(0, channels), glorot(half ** 2 * channels, 10), filled(0, 10)],
    model: {
      outputs([kernel, bias, dense, offset], [x]) {
        const image = tf.reshape(x, [-1, width, width, 1]) as tf.Tensor4D;
        const hidden = tf.relu(tf.add(tf.conv2d(image, kernel as tf.Tensor4D, 1, 'same'), bias));
        const pooled = tf.maxPool(hidden as tf.Tensor4D, 2, 2, 'valid');
        return affine(tf.reshape(pooled, [-1, half ** 2 * channels]) as tf.Tensor2D, dense, offset);
      },
      loss: softmaxLoss,
    },
  }),
];
