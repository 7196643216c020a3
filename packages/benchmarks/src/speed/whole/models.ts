import * as tf from '@tensorflow/tfjs';
import { smallTransformer } from './small-transformer.js';
import type { WholeModel } from './whole-model.js';

const {
  batchNormalization,
  conv2d,
  dense,
  depthwiseConv2d,
  embedding,
  flatten,
  globalAveragePooling1d,
  globalAveragePooling2d,
  gru,
  lstm,
} = tf.layers;
const { maxPooling2d, reLU } = tf.layers;
const classes = 10;

/** The models whose whole steps are timed, by name. */
export const wholeModels: Readonly<Record<string, () => WholeModel>> = {
  'MLP 784-256-256-10 x 128': () => classifier(mlp(), tf.randomNormal([128, 784])),
  'MLP 784-256-256-10 x 32': () => classifier(mlp(), tf.randomNormal([32, 784])),
  'MNIST conv net x 32': () => classifier(mnistConvNet(), tf.randomNormal([32, 28, 28, 1])),
  'depthwise conv net x 16': () => classifier(depthwiseNet(), tf.randomNormal([16, 32, 32, 3])),
  'conv net, batch norm x 16': () => classifier(normalizedConvNet(), tf.randomNormal([16, 32, 32, 3])),
  'LSTM 64, 20 steps x 32': () => classifier(recurrent(lstm), tf.randomNormal([32, 20, 32])),
  'GRU 64, 20 steps x 32': () => classifier(recurrent(gru), tf.randomNormal([32, 20, 32])),
  'transformer, 2 blocks of 64 x 8': () => smallTransformer(),
  'embedding 2000 x 32, 20 words x 32': () => classifier(bagOfWords(), tf.randomUniform([32, 20], 0, 2000, 'int32')),
};

const mlp = () => [
  dense({ units: 256, activation: 'relu', inputShape: [784] }),
  dense({ units: 256, activation: 'relu' }),
  dense({ units: classes }),
];

/** The net of tfjs's own example on MNIST. */
const mnistConvNet = () => [
  conv2d({ inputShape: [28, 28, 1], kernelSize: 5, filters: 8, activation: 'relu' }),
  maxPooling2d({ poolSize: 2, strides: 2 }),
  conv2d({ kernelSize: 5, filters: 16, activation: 'relu' }),
  maxPooling2d({ poolSize: 2, strides: 2 }),
  flatten(),
  dense({ units: classes }),
];

/** Three depthwise and pointwise convolutions, as MobileNet (Howard et al. 2017) has more of. */
const depthwiseNet = () => [
  conv2d({ inputShape: [32, 32, 3], kernelSize: 3, filters: 16, strides: 2, padding: 'same', activation: 'relu' }),
  ...[32, 64, 128].flatMap((filters, i) => [
    depthwiseConv2d({ kernelSize: 3, padding: 'same', strides: i === 1 ? 2 : 1, activation: 'relu' }),
    conv2d({ kernelSize: 1, filters, activation: 'relu' }),
  ]),
  globalAveragePooling2d({}),
  dense({ units: classes }),
];

/** Two convolutions, each with the batch normalization (Ioffe and Szegedy 2015) that conv nets of today have. */
const normalizedConvNet = () => [
  ...[16, 32].flatMap((filters, i) => [
    conv2d({ ...(i === 0 && { inputShape: [32, 32, 3] }), kernelSize: 3, filters, padding: 'same' }),
    batchNormalization({}),
    reLU({}),
    maxPooling2d({ poolSize: 2, strides: 2 }),
  ]),
  flatten(),
  dense({ units: classes }),
];

const recurrent = (layer: typeof lstm | typeof gru) => [
  layer({ units: 64, inputShape: [20, 32], recurrentInitializer: 'glorotUniform' }),
  dense({ units: classes }),
];

const bagOfWords = () => [
  embedding({ inputDim: 2000, outputDim: 32, inputLength: 20 }),
  globalAveragePooling1d({}),
  dense({ units: classes }),
];

/** Batches of an epoch of model.fit. */
const batches = 4;

function classifier(layers: tf.layers.Layer[], x: tf.Tensor): WholeModel {
  const model = tf.sequential({ layers });
  const [batch, ...rest] = x.shape;
  const labels = tf.tidy(() => tf.cast(tf.oneHot(tf.randomUniform([batch], 0, classes, 'int32'), classes), 'float32'));
  const all = [tf.tile(x, [batches, ...rest.map(() => 1)]), tf.tile(labels, [batches, 1])] as const;
  const crossEntropy = (given: tf.Tensor, predicted: tf.Tensor) => tf.losses.softmaxCrossEntropy(given, predicted);
  return {
    variables: model.trainableWeights.map((weight) => weight.read() as tf.Variable),
    loss: () => crossEntropy(labels, model.apply(x, { training: true }) as tf.Tensor) as tf.Scalar,
    fit: {
      batches,
      async run(optimizer) {
        model.compile({ optimizer, loss: crossEntropy });
        await model.fit(...all, { batchSize: batch, shuffle: false, verbose: 0 });
      },
    },
    dispose() {
      model.dispose();
      tf.dispose([x, labels, ...all]);
    },
  };
}
