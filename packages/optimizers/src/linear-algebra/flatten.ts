import { sizeFromShape, type Tensor } from '../words/tensor.js';
import * as t from '../words/words.js';

/** What has a shape: a variable, another tensor, or what stands for one. */
export interface Shaped {
  readonly shape: readonly number[];
}

/** Tensors as one vector. With `like`, one for each of those; zeros where one is missing. */
export const flatten = (
  tensors: readonly (Tensor | null)[],
  like: readonly Shaped[] = tensors as readonly Tensor[],
): Tensor => stackRows(tensors.map((tensor, i) => tensor ?? t.zeros([sizeFromShape(like[i].shape)])));

/** The other way round: a vector as tensors of the shapes of `like`. */
export const unflatten = (vector: Tensor, like: readonly Shaped[]): Tensor[] => splitRows(vector, like);

/** Tensors one below the other, in rows of `columns` elements; in a vector, unless that is given. */
export const stackRows = (tensors: readonly Tensor[], columns?: number): Tensor =>
  t.concat(tensors.map((tensor) => t.reshape(tensor, columns === undefined ? [-1] : [-1, columns])));

/** The other way round, in the shapes of `like`. */
export function splitRows(stacked: Tensor, like: readonly Shaped[]): Tensor[] {
  if (like.length === 0) return [];
  const columns = stacked.rank === 1 ? 1 : stacked.shape[1];
  const rows = like.map(({ shape }) => sizeFromShape(shape) / columns);
  return t.split(stacked, rows).map((part, i) => t.reshape(part, [...like[i].shape]));
}
