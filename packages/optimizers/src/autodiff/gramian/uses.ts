import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../../linear-algebra/one-hot.js';
import { convolution, depthwiseConvolution } from './convolution-uses.js';
import type { TapeNode } from './tape.js';
import { permuted, reshaped, rows, type Use, type UseRule } from './use.js';

/** The use that a node makes of the parameter among its inputs; undefined if there is no rule for it. */
export const useOf = (node: TapeNode, input: string): Use | undefined => rules[node.kernel]?.[input]?.(node);

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
