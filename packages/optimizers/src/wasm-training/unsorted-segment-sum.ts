import * as tf from '@tensorflow/tfjs-core';
import type { ComposedKernel } from './composed-kernel.js';

/** Sums rows by segment: the gradient of gather, and so of embeddings. tf's scatterND adds up rows of one index. */
export const unsortedSegmentSum: ComposedKernel = ({ x, segmentIds }, attributes) => {
  const { numSegments } = attributes as { numSegments: number };
  const indices = tf.cast(tf.reshape(segmentIds, [-1, 1]), 'int32') as tf.Tensor2D;
  const rows = tf.reshape(x, [indices.shape[0], ...x.shape.slice(segmentIds.rank)]);
  return tf.scatterND(indices, rows, [numSegments, ...rows.shape.slice(1)]);
};
