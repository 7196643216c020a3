import * as tf from '@tensorflow/tfjs-core';
import type { ComposedKernel } from './composed-kernel.js';
import { type ConvolutionAttributes, convolutionInfo, padImages, reach, seenBy, tapsOf } from './taps.js';

/** dy with its channels apart by input channel: [batch · outHeight · outWidth, inChannels, multiplier]. */
const byInputChannel = (dy: tf.Tensor, { inChannels, outChannels }: tf.backend_util.Conv2DInfo) =>
  tf.reshape(dy, [-1, inChannels, outChannels / inChannels]) as tf.Tensor3D;

/** The gradient of depthwiseConv2d by its filter: for each tap, the sum over pixels of what it sees times dy. */
export const depthwiseBackpropFilter: ComposedKernel = ({ x, dy }, attributes) => {
  const info = convolutionInfo(x.shape, attributes as unknown as ConvolutionAttributes, true);
  const padded = padImages(x as tf.Tensor4D, info);
  const errors = byInputChannel(dy, info);
  const taps = tapsOf(info).map((tap) =>
    tf.sum(tf.mul(tf.reshape(seenBy(tap, padded, info), [-1, info.inChannels, 1]), errors), 0),
  );
  return tf.reshape(tf.stack(taps), info.filterShape);
};

/** The gradient of depthwiseConv2d by its input: every tap sends dy times its weights back to where it looked. */
export const depthwiseBackpropInput: ComposedKernel = ({ dy, filter }, attributes) => {
  const { inputShape, ...rest } = attributes as unknown as ConvolutionAttributes & { inputShape: number[] };
  const filterShape = filter.shape as ConvolutionAttributes['filterShape'];
  const info = convolutionInfo(inputShape, { ...rest, filterShape }, true);
  const errors = byInputChannel(dy, info);
  const weights = tf.unstack(tf.reshape(filter, [-1, info.inChannels, info.outChannels / info.inChannels]));
  const sent = tapsOf(info).map((tap, index) => sendBack(tf.sum(tf.mul(errors, weights[index]), -1), tap, info));
  const { top, left } = info.padInfo;
  const padded = tf.addN(sent);
  const [, height, width] = padded.shape;
  const seen: [number, number] = [Math.min(info.inHeight, height - top), Math.min(info.inWidth, width - left)];
  const kept = tf.slice(padded, [0, top, left, 0], [info.batchSize, ...seen, info.inChannels]);
  return tf.pad(kept, [
    [0, 0],
    [0, info.inHeight - seen[0]],
    [0, info.inWidth - seen[1]],
    [0, 0],
  ]);
};

/** Puts a tap's values where it looked in the padded images, zeros elsewhere. */
function sendBack(values: tf.Tensor, [row, column]: readonly [number, number], info: tf.backend_util.Conv2DInfo) {
  const { batchSize, outHeight, outWidth, inChannels, strideHeight, strideWidth } = info;
  // Zeros between the pixels: after each row and column, then the last ones cut off.
  const apart = tf.pad(tf.reshape(values, [batchSize * outHeight, 1, outWidth, 1, inChannels]) as tf.Tensor5D, [
    [0, 0],
    [0, strideHeight - 1],
    [0, 0],
    [0, strideWidth - 1],
    [0, 0],
  ]);
  const spread = tf.reshape(apart, [
    batchSize,
    outHeight * strideHeight,
    outWidth * strideWidth,
    inChannels,
  ]) as tf.Tensor4D;
  const [tall, wide] = [(outHeight - 1) * strideHeight + 1, (outWidth - 1) * strideWidth + 1];
  const { height, width } = reach(info);
  const [top, left] = [row * info.dilationHeight, column * info.dilationWidth];
  return tf.pad(tf.slice(spread, [0, 0, 0, 0], [batchSize, tall, wide, inChannels]), [
    [0, 0],
    [top, height - top - tall],
    [left, width - left - wide],
    [0, 0],
  ]);
}
