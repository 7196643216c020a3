import * as tf from '@tensorflow/tfjs-core';
import type { ConvolutionAttributes } from './input-gradient.js';
import type { TapeNode } from './tape.js';
import { permuted, rows, type UseRule } from './use.js';

/** The inputs of a convolution at each of its positions: [samples, height, width, channels · kernel size]. */
function patches(x: tf.Tensor4D, [height, width, channels]: number[], attributes: TapeNode['attributes']): tf.Tensor4D {
  const { strides, pad, dilations, dimRoundingMode } = attributes as unknown as ConvolutionAttributes;
  const size = height * width;
  const picking = tf.tile(tf.reshape(tf.eye(size), [height, width, 1, size]), [1, 1, channels, 1]) as tf.Tensor4D;
  return tf.depthwiseConv2d(x, picking, strides, pad, 'NHWC', dilations, dimRoundingMode);
}

export const convolution: UseRule = ({ values: { x, filter }, params, attributes }) => {
  if (attributes.dataFormat === 'NCHW') return undefined;
  const [height, width, channels, outputs] = filter.shape;
  const size = height * width;
  return {
    x: rows(patches(x as tf.Tensor4D, filter.shape, attributes), channels * size),
    d: (dy) => rows(dy, outputs),
    matrix: permuted(
      'convolution',
      params.filter.shape,
      [size, channels, outputs],
      [1, 0, 2],
      [1, channels * size, outputs],
    ),
  };
};

export const depthwiseConvolution: UseRule = ({ values: { x, filter }, params, attributes }) => {
  if (attributes.dataFormat === 'NCHW') return undefined;
  const [height, width, channels, multiplier] = filter.shape;
  const size = height * width;
  const grouped = (tensor: tf.Tensor, last: number) =>
    tf.transpose(tf.reshape(tensor, [-1, channels, last]), [1, 0, 2]) as tf.Tensor3D;
  return {
    x: grouped(patches(x as tf.Tensor4D, filter.shape, attributes), size),
    d: (dy) => grouped(dy, multiplier),
    matrix: permuted(
      'depthwise convolution',
      params.filter.shape,
      [size, channels, multiplier],
      [1, 0, 2],
      [channels, size, multiplier],
    ),
  };
};
