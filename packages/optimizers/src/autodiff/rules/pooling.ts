import * as tf from '@tensorflow/tfjs';
import type { JvpRule, JvpRules } from '../jvp-rule.js';
import { linear } from '../rule-forms.js';
import { pick } from './gather.js';

type Window = readonly number[] | number;
type Padding = 'same' | 'valid' | number | readonly (readonly [number, number])[];

/** Pooled values and what `dx` has where they are; both come from one kernel, so that ties agree. */
function maxOf(x: tf.Tensor, dx: tf.Tensor, filterSize: Window, strides: Window, pad: Padding): [tf.Tensor, tf.Tensor] {
  const attributes = { filterSize, strides, pad, includeBatchInIndex: false } as unknown as tf.NamedAttrMap;
  const [y, positions] = tf.engine().runKernel<tf.Tensor[]>('MaxPoolWithArgmax', { x }, attributes);
  return [y, pick(dx, positions, x.shape[0])];
}

const maxPool: JvpRule = ({ inputs: { x }, tangents: { x: dx }, attributes }) => {
  const { filterSize, strides, pad } = attributes as { filterSize: Window; strides: Window; pad: Padding };
  return maxOf(x, dx!, filterSize, strides, pad)[1];
};

/** First over height and width, then over depth. */
const maxPool3D: JvpRule = ({ inputs: { x }, tangents: { x: dx }, attributes }) => {
  const { filterSize, strides, pad } = attributes as { filterSize: Window; strides: Window; pad: Padding };
  const [filter, stride] = [filterSize, strides].map((each) => (typeof each === 'number' ? [each, each, each] : each));
  const [batch, depth, height, width, channels] = x.shape;
  const images = (tensor: tf.Tensor) => tf.reshape(tensor, [batch * depth, height, width, channels]);
  const pooled = maxOf(images(x), images(dx!), filter.slice(1), stride.slice(1), pad);
  const [, rows, columns] = pooled[0].shape;
  const [values, tangents] = pooled.map((tensor) => tf.reshape(tensor, [batch, depth, rows * columns, channels]));
  const alongDepth: Padding =
    typeof pad === 'number'
      ? [
          [0, 0],
          [pad, pad],
          [0, 0],
          [0, 0],
        ]
      : pad;
  const [, dy] = maxOf(values, tangents, [filter[0], 1], [stride[0], 1], alongDepth);
  return tf.reshape(dy, [batch, -1, rows, columns, channels]);
};

const maxPoolGrad = linear({ on: ['dy'], flatIn: ['input', 'output'] });
const avgPoolGrad = linear({ on: ['dy'], flatIn: ['input'] });

/** Pooling and its gradients. Which element is the largest does not change under a small step. */
export const pooling: JvpRules = {
  AvgPool: linear(),
  AvgPoolGrad: avgPoolGrad,
  AvgPool3D: linear(),
  AvgPool3DGrad: avgPoolGrad,
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGrad,
  MaxPool3D: maxPool3D,
  MaxPool3DGrad: maxPoolGrad,
  MaxPoolWithArgmax: ({ inputs: { x }, tangents: { x: dx }, outputs: [, positions], attributes }) => [
    pick(dx!, positions, attributes.includeBatchInIndex ? 1 : x.shape[0]),
    null,
  ],
};
