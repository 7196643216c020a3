import * as tf from '@tensorflow/tfjs-core';

/** Geometry of a convolution, as tfjs's kernels of the backward pass are told it. */
export interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly filterShape: [number, number, number, number];
}

export function convolutionInfo(
  inputShape: number[],
  { strides, dilations = 1, pad, dimRoundingMode, filterShape, dataFormat = 'NHWC' }: ConvolutionAttributes,
  depthwise: boolean,
): tf.backend_util.Conv2DInfo {
  if (dataFormat !== 'NHWC') throw new Error(`The wasm backend trains NHWC images only, but these are ${dataFormat}.`);
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

/** Positions of a filter, row by row. */
export const tapsOf = ({ filterHeight, filterWidth }: tf.backend_util.Conv2DInfo) =>
  Array.from({ length: filterHeight * filterWidth }, (_, i) => [Math.floor(i / filterWidth), i % filterWidth] as const);

/** Rows and columns of the padded input that the filter reaches. */
export const reach = (info: tf.backend_util.Conv2DInfo) => ({
  height: (info.outHeight - 1) * info.strideHeight + (info.filterHeight - 1) * info.dilationHeight + 1,
  width: (info.outWidth - 1) * info.strideWidth + (info.filterWidth - 1) * info.dilationWidth + 1,
});

/** The images with the zeros around them that the convolution sees. */
export function padImages(x: tf.Tensor4D, info: tf.backend_util.Conv2DInfo): tf.Tensor4D {
  const { top, left } = info.padInfo;
  const { height, width } = reach(info);
  const after = (length: number, before: number, input: number) => Math.max(0, length - before - input);
  return tf.pad(x, [
    [0, 0],
    [top, after(height, top, info.inHeight)],
    [left, after(width, left, info.inWidth)],
    [0, 0],
  ]);
}

/** What one tap of the filter sees: [batch, outHeight, outWidth, channels]. */
export function seenBy(
  tap: readonly [number, number],
  padded: tf.Tensor4D,
  info: tf.backend_util.Conv2DInfo,
): tf.Tensor4D {
  const [top, left] = [tap[0] * info.dilationHeight, tap[1] * info.dilationWidth];
  const bottom = top + (info.outHeight - 1) * info.strideHeight + 1;
  const right = left + (info.outWidth - 1) * info.strideWidth + 1;
  const [batch, , , channels] = padded.shape;
  const strides = [1, info.strideHeight, info.strideWidth, 1];
  return tf.stridedSlice(padded, [0, top, left, 0], [batch, bottom, right, channels], strides) as tf.Tensor4D;
}
