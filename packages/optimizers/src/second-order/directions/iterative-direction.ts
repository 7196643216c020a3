import * as tf from '@tensorflow/tfjs-core';
import type { Linearization } from '../../autodiff/gramian/linearization.js';
import { innerProduct, type Parts, plus } from '../../linear-algebra/conjugate-gradients.js';
import type { OutputLoss } from '../problem/output-loss.js';
import type { Direction } from '../searches/line.js';

/** A direction, and how far the iterations came: `residual` is |J' r + (J' Q J + damping I) d|. */
export interface IterativeDirection {
  readonly d: Direction;
  readonly iterations: number;
  readonly residual: number;
}

const tolerance = 1e-6;
const mostIterations = 300;

/**
 * The damped Gauss-Newton direction as the solution of damped least squares, d = argmin |S' J d + v|² + damping |d|² with
 * Q = S S' and r = S v, by conjugate gradients from 0 (CGLS: Hestenes and Stiefel 1952; Björck 1996, Numerical Methods for
 * Least Squares Problems): in products with J and J', on the backend, in float32. No matrix is formed, neither is J' Q J
 * within the recurrences, so the error goes with the root of its condition. Where it is singular d is the shortest solution.
 *
 * The residual ends at 1e-6 |J' r|, or after 300 iterations; d lowers the quadratic model wherever it ends.
 *
 * @returns undefined if it is not finite. Tensors are the caller's to dispose.
 */
export function iterativeDirection(
  linearization: Linearization,
  loss: OutputLoss,
  damping: number,
): IterativeDirection | undefined {
  const { samples, outputs } = loss;
  const [root, v] = tf.tidy(() => [
    tf.tensor3d([...loss.root], [samples, outputs, outputs]),
    tf.tensor2d([...loss.v], [samples, outputs]),
  ]);
  const timesRoot = (u: tf.Tensor, transposed = false) =>
    tf.reshape(tf.matMul(root, tf.reshape(u, [samples, outputs, 1]), transposed), [samples, outputs]) as tf.Tensor2D;
  const back = (u: tf.Tensor) => linearization.transposedProduct(timesRoot(u));
  const forth = (parts: Direction) => timesRoot(linearization.product(parts), true);

  const first = tf.tidy(() => back(tf.neg(v)) as tf.Tensor[]);
  const isReached = first.map(Boolean);
  const kept = (parts: readonly (tf.Tensor | null)[]) => parts.filter(Boolean) as tf.Tensor[];
  const inPlace = (parts: Parts) => {
    const rest = [...parts];
    return isReached.map((reached) => (reached ? rest.shift()! : null));
  };
  let s: Parts = kept(first);
  let p: Parts = s.map((part) => part.clone());
  let d: Parts = tf.tidy(() => s.map((part) => tf.zerosLike(part)));
  let e = tf.tidy(() => tf.neg(v));
  let square = innerProduct(s, s);
  const bound = tolerance ** 2 * square;
  let iterations = 0;
  for (; square > bound && iterations < mostIterations; iterations++) {
    const before = { s, p, d, e };
    const q = tf.tidy(() => forth(inPlace(p)));
    const rate = square / (innerProduct([q], [q]) + damping * innerProduct(p, p));
    d = plus(d, p, rate);
    [e] = plus([e], [q], -rate) as [tf.Tensor2D];
    s = tf.tidy(() => kept(back(e)).map((part, i) => tf.sub(part, tf.mul(d[i], damping))));
    const next = innerProduct(s, s);
    p = plus(s, p, next / square);
    square = next;
    tf.dispose([q, before.e, ...before.s, ...before.p, ...before.d]);
  }
  tf.dispose([root, v, e, ...s, ...p]);
  if (Number.isFinite(square)) return { d: inPlace(d), iterations, residual: Math.sqrt(square) };
  tf.dispose(d as tf.Tensor[]);
  return undefined;
}
