import type { Tensor } from '../words/tensor.js';
import * as t from '../words/words.js';

/**
 * The inverse of a small matrix, by Gauss–Jordan elimination with partial pivoting. It all stays on the backend: which row
 * is the pivot is never read. Not finite where there is no inverse.
 */
export function inverse(a: Tensor): Tensor {
  const [n] = a.shape;
  let rows = t.concat([a, t.eye(n)], 1);
  let isLeft = t.ones([n, 1]);
  const pivots: Tensor[] = [];
  for (let k = 0; k < n; k++) {
    const column = t.slice(rows, [0, k], [n, 1]);
    const place = t.argMax(t.where(t.greater(isLeft, 0), t.abs(column), -1), 0);
    const isPivot = t.reshape(t.cast(t.equal(t.range(0, n, 1, 'int32'), place), 'float32'), [1, n]);
    const row = t.gather(rows, place);
    const scaled = t.div(row, t.slice(row, [0, k], [1, 1]));
    const isOther = t.sub(1, t.transpose(isPivot));
    rows = t.add(t.mul(t.sub(rows, t.mul(column, scaled)), isOther), t.mul(t.transpose(isPivot), scaled));
    isLeft = t.mul(isLeft, isOther);
    pivots.push(isPivot);
  }
  return t.matMul(t.concat(pivots), t.slice(rows, [0, n]));
}
