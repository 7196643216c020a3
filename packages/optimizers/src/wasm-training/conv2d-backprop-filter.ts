import * as tf from '@tensorflow/tfjs-core';
import type { ComposedKernel } from './composed-kernel.js';
import { type ConvolutionAttributes, convolutionInfo, padImages, seenBy, tapsOf } from './taps.js';

/** The gradient of conv2d by its filter: for each tap, (what it sees)ᵀ dy, one matrix product over all pixels. */
export const conv2dBackpropFilter: ComposedKernel = ({ x, dy }, attributes) => {
  const info = convolutionInfo(x.shape, attributes as unknown as ConvolutionAttributes, false);
  const padded = padImages(x as tf.Tensor4D, info);
  const errors = tf.reshape(dy, [-1, info.outChannels]) as tf.Tensor2D;
  const taps = tapsOf(info).map((tap) => {
    const seen = tf.reshape(seenBy(tap, padded, info), [-1, info.inChannels]) as tf.Tensor2D;
    return tf.matMul(seen, errors, true);
  });
  return tf.reshape(tf.stack(taps), info.filterShape);
};
