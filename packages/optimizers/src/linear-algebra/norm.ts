import type { Tensor } from '../words/tensor.js';
import * as t from '../words/words.js';

// A square of float32 is infinite from 1.8e19 on and 0 below 1e-23. So norms are those of what is left when the largest
// magnitude is taken out.

/** The least normal number of float32. */
export const smallest = 1.1754943508222875e-38;

/** The largest magnitude, of all elements or along axes, which stay; never 0, so that it can be divided by. */
const largest = (x: Tensor, axes?: number[]): Tensor => t.maximum(t.max(t.abs(x), axes, true), smallest);

/** Euclidean norm, a scalar; or norms along axes, which stay with the length 1. */
export const norm = (x: Tensor, axes?: number[]): Tensor => (axes ? alongAxes(x, axes) : ofAll(x));

/** In host memory it is read whether squares have done, as nearly always. */
function ofAll(x: Tensor): Tensor {
  if (x.size === 0) return t.scalar(0); // wasm's sum is none
  if (t.readsFreely()) {
    const squares = t.sum(t.square(x));
    const [sum] = t.dataSync(squares);
    if (sum > 1e-30 && sum < Number.POSITIVE_INFINITY) return t.sqrt(squares);
  }
  return t.reshape(alongAxes(x), []);
}

function alongAxes(x: Tensor, axes?: number[]): Tensor {
  if (x.size === 0) return t.zeros(x.shape.map((size, axis) => (axes!.includes(axis) ? 1 : size)));
  const scale = largest(x, axes);
  return t.mul(t.sqrt(t.sum(t.square(t.div(x, scale)), axes, true)), scale);
}

/** Euclidean norm of several tensors together. */
export const normOfAll = (xs: readonly Tensor[]): Tensor => norm(t.stack(xs.map((x) => norm(x))));

/** Root of the mean square. */
export const rootMeanSquare = (x: Tensor): Tensor => t.div(norm(x), Math.sqrt(x.size));
