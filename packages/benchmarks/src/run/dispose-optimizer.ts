import * as tf from '@tensorflow/tfjs';

/** tf's own SGD and momentum keep scalars that their `dispose` forgets. */
export function disposeOptimizer(optimizer: tf.Optimizer): void {
  optimizer.dispose();
  tf.dispose(Object.values(optimizer).filter((value) => value instanceof tf.Tensor));
}
