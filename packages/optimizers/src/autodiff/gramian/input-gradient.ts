import * as tf from '@tensorflow/tfjs-core';
import type { InputGradient } from './tape.js';

/** What tfjs's convolution kernels are told. */
export interface ConvolutionAttributes {
  readonly strides: [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations: [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Derivatives by the data that tfjs lacks (dilated convolutions), or gives only together with those by the weights. */
export const inputGradient: InputGradient = ({ kernel, inputs, values, attributes }, dy) => {
  if (kernel === '_FusedMatMul' && values.b && !attributes.transposeA) {
    const { a, b } = values;
    const [rows, width] = [a.shape.at(-2)!, attributes.transposeB ? b.shape.at(-2)! : b.shape.at(-1)!];
    const dy3d = tf.reshape(dy, [-1, rows, width]);
    return { input: 'a', dx: tf.reshape(tf.matMul(dy3d, b, false, !attributes.transposeB), a.shape) };
  }
  const isConvolution = kernel === 'Conv2D' || kernel === 'FusedConv2D';
  if (!values.filter || !(isConvolution || kernel === 'DepthwiseConv2dNative')) return undefined;
  const { strides, pad, dilations, dataFormat, dimRoundingMode } = attributes as unknown as ConvolutionAttributes;
  const isDilated = [dilations].flat().some((dilation) => dilation > 1);
  if (dataFormat === 'NCHW' || (kernel !== 'FusedConv2D' && !isDilated)) return undefined;
  const filter = isDilated ? dilated(values.filter as tf.Tensor4D, dilations) : (values.filter as tf.Tensor4D);
  const convolve = isConvolution ? tf.conv2d : tf.depthwiseConv2d;
  const forth = (x: tf.Tensor) => convolve(x as tf.Tensor4D, filter, strides, pad, 'NHWC', 1, dimRoundingMode);
  return { input: 'x', dx: tf.grad(forth)(tf.zeros(inputs.x.shape), dy) };
};

/** The filter with the gaps of its dilation as zeros. */
function dilated(filter: tf.Tensor4D, dilations: number | [number, number]): tf.Tensor4D {
  const [down, across] = typeof dilations === 'number' ? [dilations, dilations] : dilations;
  const [height, width, inputs, outputs] = filter.shape;
  const gaps = tf.pad(tf.reshape(filter, [height, 1, width, 1, inputs * outputs]), [
    [0, 0],
    [0, down - 1],
    [0, 0],
    [0, across - 1],
    [0, 0],
  ]);
  return tf.slice(
    tf.reshape(gaps, [height * down, width * across, inputs, outputs]),
    [0, 0, 0, 0],
    [(height - 1) * down + 1, (width - 1) * across + 1, inputs, outputs],
  ) as tf.Tensor4D;
}
