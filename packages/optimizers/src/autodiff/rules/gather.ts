import * as tf from '@tensorflow/tfjs-core';
import type { JvpRules } from '../jvp-rule.js';
import { linear } from '../rule-forms.js';

/** Kernels that pick rows, and those that sum what they are given into rows. */
export const gather: JvpRules = {
  GatherV2: linear({ on: ['x'] }),
  GatherNd: linear({ on: ['params'] }),
  ScatterNd: linear({ on: ['updates'] }),
  TensorScatterUpdate: linear({ on: ['tensor', 'updates'] }),
  SparseToDense: linear({ on: ['sparseValues', 'defaultValue'] }),
  UnsortedSegmentSum: linear({ on: ['x'] }),
  TopK: ({ tangents: { x: dx }, outputs: [, positions] }) => {
    const length = dx!.shape[dx!.rank - 1];
    const rows = tf.reshape(tf.range(0, dx!.size, length, 'int32'), [...dx!.shape.slice(0, -1), 1]);
    return [tf.gather(tf.reshape(dx!, [-1]), tf.add(rows, positions)), null];
  },
};
