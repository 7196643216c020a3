import * as tf from '@tensorflow/tfjs';
import { oneHot } from './one-hot.js';
import type { InputGradient, TapeNode } from './tape.js';

/**
 * How an operation's output depends on a parameter W: the derivative by W is Σ_t x_it ⊗ d_it for each sample i, where d is
 * the derivative by the output and t runs over positions (of a convolution, of a sequence). W is, in each of its groups
 * (channels of a depthwise convolution, else one), a matrix of p rows and q columns.
 */
export interface Use {
  /** [groups, samples · positions, p] */
  readonly x: tf.Tensor3D;
  /** [groups, samples · positions, q], linear in the derivative by the output. */
  d(dy: tf.Tensor): tf.Tensor3D;
  /** From the parameter's shape to [groups, p, q], and back. Uses add up if they do this alike. */
  readonly matrix: MatrixForm;
}

export interface MatrixForm {
  readonly name: string;
  to(param: tf.Tensor): tf.Tensor3D;
  from(matrix: tf.Tensor3D): tf.Tensor;
}

type UseRule = (node: TapeNode) => Use | undefined;

/** The use that a node makes of the parameter among its inputs; undefined if there is no rule for it. */
export const useOf = (node: TapeNode, input: string): Use | undefined => rules[node.kernel]?.[input]?.(node);

const rows = (tensor: tf.Tensor, width: number) => tf.reshape(tensor, [1, -1, width]) as tf.Tensor3D;

const reshaped = (name: string, shape: number[], matrix: [number, number, number]): MatrixForm => ({
  name,
  to: (param) => tf.reshape(param, matrix),
  from: (m) => tf.reshape(m, shape),
});

/** With axes in another order between the two. */
const permuted = (
  name: string,
  shape: number[],
  axes: number[],
  order: number[],
  matrix: [number, number, number],
): MatrixForm => {
  const back = order.map((_, axis) => order.indexOf(axis));
  const there = order.map((axis) => axes[axis]);
  return {
    name,
    to: (param) => tf.reshape(tf.transpose(tf.reshape(param, axes), order), matrix),
    from: (m) => tf.reshape(tf.transpose(tf.reshape(m, there), back), shape),
  };
};

/** y = x W, or x W'. */
const matMul: UseRule = ({ values: { a, b }, params, attributes: { transposeA, transposeB } }) => {
  const [k, n] = b.shape.slice(-2) as [number, number];
  if (transposeA || b.size !== k * n) return undefined;
  const { shape } = params.b;
  const d = (width: number) => (dy: tf.Tensor) => rows(dy, width);
  if (!transposeB) return { x: rows(a, k), d: d(n), matrix: reshaped('matrix', shape, [1, k, n]) };
  return { x: rows(a, n), d: d(k), matrix: permuted('transposed', shape, [k, n], [1, 0], [1, n, k]) };
};

/** y = … + W, or another y whose derivative by W is an elementwise one of the output, summed over what W is spread over. */
const spread =
  (input: string, derivative: (dy: tf.Tensor, node: TapeNode) => tf.Tensor = (dy) => dy): UseRule =>
  (node) => {
    const { shape, size } = node.values[input];
    const [{ shape: out, size: outSize }] = node.outputs;
    const aligned = [...Array(out.length - shape.length).fill(1), ...shape] as number[];
    const first = aligned.findIndex((length) => length !== 1);
    const isTail = first < 0 || aligned.slice(first).every((length, i) => length === out[first + i]);
    if (!isTail || first === 0) return undefined;
    return {
      x: tf.ones([1, outSize / size, 1]),
      d: (dy) => rows(derivative(dy, node), size),
      matrix: reshaped('matrix', node.params[input].shape, [1, 1, size]),
    };
  };

const factor =
  (other: string): UseRule =>
  (node) =>
    tf.util.arraysEqual(node.values[other].shape, node.outputs[0].shape)
      ? spread(other === 'a' ? 'b' : 'a', (dy, { values }) => tf.mul(dy, values[other]))(node)
      : undefined;

/** The inputs of a convolution at each of its positions: [samples, height, width, channels · kernel size]. */
function patches(x: tf.Tensor4D, [height, width, channels]: number[], attributes: TapeNode['attributes']): tf.Tensor4D {
  const { strides, pad, dilations, dimRoundingMode } = attributes as unknown as ConvolutionAttributes;
  const size = height * width;
  const picking = tf.tile(tf.reshape(tf.eye(size), [height, width, 1, size]), [1, 1, channels, 1]) as tf.Tensor4D;
  return tf.depthwiseConv2d(x, picking, strides, pad, 'NHWC', dilations, dimRoundingMode);
}

interface ConvolutionAttributes {
  readonly strides: [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations: [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

const convolution: UseRule = ({ values: { x, filter }, params, attributes }) => {
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

const depthwiseConvolution: UseRule = ({ values: { x, filter }, params, attributes }) => {
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

/** y = the rows of W at some indices; only the rows that occur count. */
const gather: UseRule = ({ values: { x, indices }, params, attributes: { axis, batchDims } }) => {
  if (axis !== 0 || batchDims) return undefined;
  const { shape } = params.x;
  const [vocabulary, ...rest] = x.shape;
  const width = tf.util.sizeFromShape(rest);
  const given = indices.dataSync();
  const used = [...new Set(given)].sort((a, b) => a - b);
  const places = new Map(used.map((index, place) => [index, place]));
  const occurring = Array.from(given, (index) => places.get(index)!);
  return {
    x: rows(oneHot(occurring, used.length), used.length),
    d: (dy) => rows(dy, width),
    matrix: {
      name: `rows ${used}`,
      to: (param) => tf.expandDims(tf.gather(tf.reshape(param, [vocabulary, width]), used), 0),
      from(m) {
        const at = tf.tensor2d(used, [used.length, 1], 'int32');
        return tf.reshape(tf.scatterND(at, tf.squeeze(m, [0]), [vocabulary, width]), shape);
      },
    },
  };
};

/** With moving statistics, or those that layer normalization has: (x − mean) / √(variance + ε) multiplies the scale. */
const normalized = (dy: tf.Tensor, { values: { x, mean, variance }, attributes: { varianceEpsilon } }: TapeNode) =>
  tf.mul(dy, tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, varianceEpsilon as number))));

const rules: Readonly<Record<string, Readonly<Record<string, UseRule>>>> = {
  BatchMatMul: { b: matMul },
  _FusedMatMul: { b: matMul, bias: spread('bias') },
  Conv2D: { filter: convolution },
  FusedConv2D: { filter: convolution, bias: spread('bias') },
  DepthwiseConv2dNative: { filter: depthwiseConvolution },
  FusedDepthwiseConv2D: { filter: depthwiseConvolution, bias: spread('bias') },
  GatherV2: { x: gather },
  Add: { a: spread('a'), b: spread('b') },
  Sub: { a: spread('a'), b: spread('b', (dy) => tf.neg(dy)) },
  Multiply: { a: factor('b'), b: factor('a') },
  Tile: { x: spread('x') },
  BroadcastTo: { x: spread('x') },
  FusedBatchNorm: { offset: spread('offset'), scale: spread('scale', normalized) },
  Prelu: { alpha: spread('alpha', (dy, { values: { x } }) => tf.mul(dy, tf.minimum(x, 0))) },
};

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
