import * as tf from '@tensorflow/tfjs-core';

/** Variables, or a tensor for each of them, as one vector; zeros where one is missing. */
export const flatten = (
  variables: readonly tf.Variable[],
  tensors: readonly (tf.Tensor | null)[] = variables,
): tf.Tensor1D =>
  tf.concat(
    variables.map((variable, i) => tf.reshape(tensors[i] ?? tf.zerosLike(variable), [variable.size])),
  ) as tf.Tensor1D;

/** The other way round: a vector as tensors of the variables' shapes. */
export function unflatten(variables: readonly tf.Variable[], vector: tf.Tensor1D): tf.Tensor[] {
  const parts = tf.split(
    vector,
    variables.map(({ size }) => size),
  );
  return parts.map((part, i) => tf.reshape(part, variables[i].shape));
}

/** Gives variables the values of one vector. */
export function assignFlat(variables: readonly tf.Variable[], vector: tf.Tensor1D): void {
  unflatten(variables, vector).forEach((part, i) => {
    variables[i].assign(part);
  });
}
