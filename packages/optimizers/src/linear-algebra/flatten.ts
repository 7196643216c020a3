import * as tf from '@tensorflow/tfjs-core';

/** What has a shape: a variable, another tensor, or what stands for one. */
interface Shaped {
  readonly shape: readonly number[];
}

const sizeOf = ({ shape }: Shaped) => tf.util.sizeFromShape([...shape]);

/** Tensors as one vector. With `like`, one for each of those; zeros where one is missing. */
export const flatten = (
  tensors: readonly (tf.Tensor | null)[],
  like: readonly Shaped[] = tensors as readonly tf.Tensor[],
): tf.Tensor1D => stackRows(tensors.map((tensor, i) => tensor ?? tf.zeros([sizeOf(like[i])])));

/** The other way round: a vector as tensors of the shapes of `like`. */
export const unflatten = (vector: tf.Tensor, like: readonly Shaped[]): tf.Tensor[] => splitRows(vector, like);

/** Tensors one below the other, in rows of `columns` elements; in a vector, unless that is given. */
export function stackRows(tensors: readonly tf.Tensor[]): tf.Tensor1D;
export function stackRows(tensors: readonly tf.Tensor[], columns: number): tf.Tensor2D;
export function stackRows(tensors: readonly tf.Tensor[], columns?: number): tf.Tensor {
  return tf.concat(tensors.map((tensor) => tf.reshape(tensor, columns === undefined ? [-1] : [-1, columns])));
}

/** The other way round, in the shapes of `like`. */
export function splitRows(stacked: tf.Tensor, like: readonly Shaped[]): tf.Tensor[] {
  if (like.length === 0) return [];
  const columns = stacked.rank === 1 ? 1 : stacked.shape[1]!;
  const rows = like.map((one) => sizeOf(one) / columns);
  return tf.split(stacked, rows).map((part, i) => tf.reshape(part, [...like[i].shape]));
}
