import * as tf from '@tensorflow/tfjs';

/** Tensors as one vector. */
export const flatten = (tensors: readonly tf.Tensor[]): tf.Tensor1D =>
  tf.concat(tensors.map((tensor) => tensor.reshape([tensor.size]))) as tf.Tensor1D;

/** Gives variables the values of one vector. */
export function assignFlat(variables: readonly tf.Variable[], values: tf.Tensor1D): void {
  let start = 0;
  for (const variable of variables) {
    variable.assign(values.slice(start, variable.size).reshape(variable.shape));
    start += variable.size;
  }
}
