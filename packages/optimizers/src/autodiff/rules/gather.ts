import * as tf from '@tensorflow/tfjs';
import type { JvpRules } from '../jvp-rule.js';
import { linear } from '../rule-forms.js';

/** What `values` has at `positions`, which count within each of `rows` equal parts of it. */
export function pick(values: tf.Tensor, positions: tf.Tensor, rows: number): tf.Tensor {
  const [table, columns] = [values, positions].map((tensor) => tf.reshape(tensor, [rows, -1]));
  return tf.reshape(tf.gather(table, columns as tf.Tensor2D, 1, 1), positions.shape);
}

/** Kernels that pick rows, and those that sum what they are given into rows. */
export const gather: JvpRules = {
  GatherV2: linear({ on: ['x'] }),
  GatherNd: linear({ on: ['params'] }),
  ScatterNd: linear({ on: ['updates'] }),
  TensorScatterUpdate: linear({ on: ['tensor', 'updates'] }),
  SparseToDense: linear({ on: ['sparseValues', 'defaultValue'] }),
  UnsortedSegmentSum: linear({ on: ['x'] }),
  SparseSegmentSum: linear({ on: ['data'] }),
  SparseSegmentMean: linear({ on: ['data'] }),
  Bincount: linear({ on: ['weights'] }),
  DenseBincount: linear({ on: ['weights'] }),
  TopK: ({ inputs: { x }, tangents: { x: dx }, outputs: [, positions] }) => [
    pick(dx!, positions, x.size / x.shape[x.rank - 1]),
    null,
  ],
};
