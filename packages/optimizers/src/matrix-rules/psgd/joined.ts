import * as tf from '@tensorflow/tfjs';

/** A variable that is a part of one long column. */
interface Part {
  readonly param: tf.Tensor;
}

/** Tensors of all variables, a row for each element. */
export const join = (tensors: readonly tf.Tensor[], sizes: readonly number[]): tf.Tensor2D =>
  tf.concat(tensors.map((tensor, i) => tensor.reshape([sizes[i], tensor.size / sizes[i]]))) as tf.Tensor2D;

/** The other way round, in the shapes of `like`. */
export const separate = (joined: tf.Tensor, like: readonly tf.Tensor[], sizes: readonly number[]): tf.Tensor[] =>
  tf.split(joined, [...sizes]).map((rows, i) => rows.reshape(like[i].shape));

export const sizesOf = (parts: readonly Part[]) => parts.map(({ param }) => param.size);
