import * as tf from '@tensorflow/tfjs-core';
import type { ZooOptimizer } from './optimizer.js';

/** Whether something is an optimizer of this package; `instanceof` takes any of tf's for one, by its shape. */
export const isZooOptimizer = (value: unknown): value is ZooOptimizer =>
  value instanceof tf.Optimizer && 'rule' in value && 'rewritten' in value;
