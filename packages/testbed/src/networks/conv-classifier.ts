import * as tf from '@tensorflow/tfjs-core';
import { bars, type Images } from '../data/bars.js';
import { affine, filled, glorot, oneHot } from './layers.js';
import { networkProblem } from './network-problem.js';
import { softmaxLoss } from './sample-loss.js';

const width = 8;
const channels = 6;

const samplesOf = ({ images, labels }: Images) => [
  tf.tidy(() => tf.expandDims(tf.tensor3d(images), 3)),
  oneHot(labels, 4),
];

/**
 * A convolution of six 3 x 3 windows, ReLU, average pooling to 4 x 4 and a dense layer, on images of 8 x 8 pixels that
 * show a bar in one of four directions. Minibatches of 16.
 */
export const convClassifier = networkProblem({
  name: 'convClassifier',
  formula: 'mean_i cross-entropy(softmax(W2 pool(relu(W1 * x_i + b1)) + b2), label_i)',
  reference: 'LeCun et al. 1998, doi:10.1109/5.726791, the first stage of such a net; data: bars in noise',
  tags: ['network'],
  parameters: [glorot(3, 3, 1, channels), filled(0, channels), glorot(16 * channels, 4), filled(0, 4)],
  data: () => samplesOf(bars(width, 40, 0)),
  heldOut: () => samplesOf(bars(width, 40, 1)),
  batchSize: 16,
  model: {
    outputs([kernel, bias, dense, offset], [x]) {
      const hidden = tf.relu(tf.add(tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, 1, 'same'), bias!));
      const pooled = tf.avgPool(hidden as tf.Tensor4D, 2, 2, 'valid');
      return affine(tf.reshape(pooled, [-1, 16 * channels]) as tf.Tensor2D, dense!, offset!);
    },
    loss: softmaxLoss,
  },
});
