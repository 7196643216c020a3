import * as tf from '@tensorflow/tfjs';
import { integers, noise } from './noise.js';

/** A loss of variables, made anew at each call in the precision and on the backend of the moment. */
export interface Problem {
  readonly variables: tf.Variable[];
  loss(): tf.Scalar;
  dispose(): void;
}

type Loss = (y: tf.Tensor) => tf.Scalar;

const squared: Loss = (y) => tf.losses.meanSquaredError(noise(y.shape, 99), y);
const crossEntropy: Loss = (y) => tf.losses.softmaxCrossEntropy(oneHot(y.shape), y);
const oneHot = ([rows, classes]: number[]) => tf.oneHot(integers([rows], classes), classes);

/** A model of layers whose weights are noise. */
function layered(layers: () => tf.layers.Layer[], input: () => tf.Tensor, loss: Loss = squared): () => Problem {
  return () => {
    const model = tf.sequential({ layers: layers() });
    const x = input();
    tf.dispose(model.apply(x, { training: true }) as tf.Tensor);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    fill(variables);
    return {
      variables,
      loss: () => loss(model.apply(x, { training: true }) as tf.Tensor),
      dispose() {
        model.dispose();
        x.dispose();
      },
    };
  };
}

function fill(variables: readonly tf.Variable[]): void {
  variables.forEach((variable, i) => {
    const { size, shape } = variable;
    const width = Math.min(1, 2 / Math.sqrt(size / shape[shape.length - 1]));
    tf.tidy(() => variable.assign(noise(shape, i + 1, [-width, width])));
  });
}

/** Self-attention of one head over 5 tokens of 4 features, and a layer that reads it. */
function attention(scores: (q: tf.Tensor, k: tf.Tensor) => tf.Tensor, mix: typeof scores): () => Problem {
  return () => {
    const x = noise([2, 5, 4], 50, [-2, 2]) as tf.Tensor3D;
    const variables = Array.from({ length: 4 }, () => tf.variable(tf.zeros([4, 4])));
    fill(variables);
    const project = (weights: tf.Tensor) =>
      tf.reshape(tf.matMul(tf.reshape(x, [10, 4]), weights as tf.Tensor2D), [2, 5, 4]);
    return {
      variables,
      loss() {
        const [q, k, v] = variables.slice(0, 3).map(project);
        const mixed = tf.reshape(mix(tf.softmax(tf.div(scores(q, k), 2)), v), [10, 4]);
        return squared(tf.matMul(mixed, variables[3] as tf.Tensor as tf.Tensor2D));
      },
      dispose: () => tf.dispose([...variables, x]),
    };
  };
}

const table = (shape: number[]) => () => noise(shape, 50, [-2, 2]);
const { layers } = tf;

/** Losses that tf can differentiate in reverse. */
export const problems: Readonly<Record<string, () => Problem>> = {
  'MLP, tanh': layered(
    () => [layers.dense({ units: 7, activation: 'tanh', inputShape: [4] }), layers.dense({ units: 3 })],
    table([6, 4]),
  ),
  'MLP, relu, softmax cross entropy': layered(
    () => [layers.dense({ units: 9, activation: 'relu', inputShape: [4] }), layers.dense({ units: 3 })],
    table([6, 4]),
    crossEntropy,
  ),
  'MLP, sigmoid, elu, selu, softplus, softsign': layered(
    () =>
      (['sigmoid', 'elu', 'selu', 'softplus', 'softsign'] as const).map((activation) =>
        layers.dense({ units: 5, activation, inputShape: [5] }),
      ),
    table([6, 5]),
  ),
  'MLP, gelu, swish, mish, relu6, hardSigmoid': layered(
    () =>
      (['gelu', 'swish', 'mish', 'relu6', 'hardSigmoid'] as const).map((activation) =>
        layers.dense({ units: 5, activation, inputShape: [5] }),
      ),
    table([6, 5]),
  ),
  'MLP, prelu, leakyReLU, softmax, regularized': layered(
    () => [
      layers.dense({ units: 5, inputShape: [5] }),
      layers.prelu({}),
      layers.dense({ units: 5 }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.dense({ units: 5 }),
      layers.softmax({}),
    ],
    table([6, 5]),
    (y) => tf.neg(tf.mean(tf.log(tf.clipByValue(y, 1e-7, 1)))) as tf.Scalar,
  ),
  'conv net, overlapping max pooling': layered(
    () => [
      layers.conv2d({ filters: 3, kernelSize: 3, activation: 'relu', padding: 'same', inputShape: [8, 8, 2] }),
      layers.maxPooling2d({ poolSize: 3, strides: 2 }),
      layers.conv2d({ filters: 4, kernelSize: 2, strides: 2, activation: 'tanh' }),
      layers.flatten(),
      layers.dense({ units: 3 }),
    ],
    table([3, 8, 8, 2]),
    crossEntropy,
  ),
  'depthwise and separable convolutions, average pooling': layered(
    () => [
      layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, activation: 'relu', inputShape: [6, 6, 2] }),
      layers.separableConv2d({ filters: 3, kernelSize: 2, padding: 'same', activation: 'elu' }),
      layers.averagePooling2d({ poolSize: 2, strides: 1 }),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: 3 }),
    ],
    table([2, 6, 6, 2]),
  ),
  'transposed convolution, padding, cropping': layered(
    () => [
      layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2, activation: 'tanh', inputShape: [3, 3, 2] }),
      layers.zeroPadding2d({ padding: 1 }),
      layers.cropping2D({
        cropping: [
          [3, 2],
          [2, 3],
        ],
      }),
      layers.conv2d({ filters: 1, kernelSize: 3 }),
      layers.globalMaxPooling2d({}),
    ],
    table([2, 3, 3, 2]),
  ),
  'convolution in one dimension': layered(
    () => [
      layers.conv1d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [9, 2] }),
      layers.maxPooling1d({ poolSize: 3, strides: 2 }),
      layers.averagePooling1d({ poolSize: 2 }),
      layers.globalMaxPooling1d(),
      layers.dense({ units: 2 }),
    ],
    table([3, 9, 2]),
  ),
  'convolution in three dimensions': layered(
    () => [
      layers.conv3d({ filters: 2, kernelSize: 2, activation: 'relu', inputShape: [5, 5, 5, 1] }),
      layers.maxPooling3d({ poolSize: [2, 2, 2], strides: [1, 1, 1] }),
      layers.averagePooling3d({ poolSize: [2, 2, 2] }),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
    table([2, 5, 5, 5, 1]),
  ),
  'batch normalization, training': layered(
    () => [
      layers.conv2d({ filters: 3, kernelSize: 2, inputShape: [4, 4, 2] }),
      layers.batchNormalization({}),
      layers.activation({ activation: 'relu' }),
      layers.flatten(),
      layers.dense({ units: 4 }),
      layers.batchNormalization({}),
      layers.dense({ units: 2 }),
    ],
    table([4, 4, 4, 2]),
  ),
  'layer normalization': layered(
    () => [
      layers.dense({ units: 6, inputShape: [4] }),
      layers.layerNormalization({}),
      layers.dense({ units: 3, activation: 'tanh' }),
    ],
    table([5, 4]),
  ),
  LSTM: layered(
    () => [
      layers.lstm({ units: 3, returnSequences: true, inputShape: [4, 2] }),
      layers.lstm({ units: 3 }),
      layers.dense({ units: 2 }),
    ],
    table([3, 4, 2]),
  ),
  'LSTM, masked': layered(
    () => [layers.masking({ maskValue: 0, inputShape: [4, 2] }), layers.lstm({ units: 3 })],
    () => tf.concat([noise([3, 2, 2], 50), tf.zeros([3, 2, 2])], 1),
  ),
  GRU: layered(() => [layers.gru({ units: 3, inputShape: [4, 2] }), layers.dense({ units: 2 })], table([3, 4, 2])),
  'bidirectional RNN': layered(
    () => [
      layers.bidirectional({
        layer: layers.simpleRNN({ units: 3, returnSequences: true }) as tf.RNN,
        mergeMode: 'concat',
        inputShape: [4, 2],
      }),
      layers.timeDistributed({ layer: layers.dense({ units: 2 }) }),
    ],
    table([3, 4, 2]),
  ),
  'convolutional LSTM': layered(
    () => [
      layers.convLstm2d({ filters: 2, kernelSize: 2, inputShape: [3, 4, 4, 1] }),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
    table([2, 3, 4, 4, 1]),
  ),
  embedding: layered(
    () => [
      layers.embedding({ inputDim: 9, outputDim: 3, inputLength: 4 }),
      layers.flatten(),
      layers.dense({ units: 2, activation: 'sigmoid' }),
    ],
    () => integers([5, 4], 9),
  ),
  'dropout and noise with a seed': layered(
    () => [
      layers.dense({ units: 8, activation: 'tanh', inputShape: [4] }),
      layers.dropout({ rate: 0.4, seed: 3 }),
      layers.dense({ units: 3 }),
    ],
    table([6, 4]),
  ),
  'attention, softmax of matMul': attention(
    (q, k) => tf.matMul(q, k, false, true),
    (weights, v) => tf.matMul(weights, v),
  ),
};

/** tf has no gradients of these, but forward mode has. */
export const forwardOnly: Readonly<Record<string, () => Problem>> = {
  'attention, einsum': attention(
    (q, k) => tf.einsum('bqd,bkd->bqk', q, k),
    (weights, v) => tf.einsum('bqk,bkd->bqd', weights, v),
  ),
  // Where elements of a maximum are equal, tf's gradient counts each of them; and for batches that of up-sampling is wrong on cpu.
  'up-sampling, and a maximum of equal elements': layered(
    () => [
      layers.conv2d({ filters: 2, kernelSize: 2, activation: 'tanh', inputShape: [4, 4, 1] }),
      layers.upSampling2d({ size: [2, 2] }),
      layers.globalMaxPooling2d({}),
    ],
    table([2, 4, 4, 1]),
  ),
  'transposed convolution in three dimensions': layered(
    () => [layers.conv3dTranspose({ filters: 2, kernelSize: 2, activation: 'tanh', inputShape: [3, 3, 3, 1] })],
    table([2, 3, 3, 3, 1]),
  ),
};
