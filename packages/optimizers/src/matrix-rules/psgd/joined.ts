import * as tf from '@tensorflow/tfjs';

/** A variable that is a part of one long column. */
interface Part {
  readonly param: tf.Tensor;
}

/** Tensors of all variables, a row for each element. */
export const join = (tensors: readonly tf.Tensor[], sizes: readonly number[]): tf.Tensor2D =>
  tensors[0].size === 0 // no columns
    ? tf.zeros([sizes.reduce((a, b) => a + b), 0])
    : (tf.concat(tensors.map((tensor, i) => tensor.reshape([sizes[i], tensor.size / sizes[i]]))) as tf.Tensor2D);

/** The other way round, in the shapes of `like`. */
export const separate = (joined: tf.Tensor, like: readonly tf.Tensor[], sizes: readonly number[]): tf.Tensor[] =>
  joined.size === 0 ? [...like] : tf.split(joined, [...sizes]).map((rows, i) => rows.reshape(like[i].shape));

export const sizesOf = (parts: readonly Part[]) => parts.map(({ param }) => param.size);
