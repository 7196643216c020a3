import * as tf from '@tensorflow/tfjs-core';
import type { Linearization } from '../../autodiff/gramian/linearization.js';
import { leastSquares } from '../../linear-algebra/least-squares.js';
import type { Parts } from '../../linear-algebra/parts.js';
import type { OutputLoss } from '../problem/output-loss.js';
import type { Direction } from './direction.js';

/** A direction, and how far the iterations came: `residual` is |J' r + (J' Q J + damping I) d|. */
export interface IterativeDirection {
  readonly d: Direction;
  readonly iterations: number;
  readonly residual: number;
}

/**
 * The damped Gauss-Newton direction as the solution of damped least squares, d = argmin |S' J d + v|² + damping |d|² with
 * Q = S S' and r = S v, by conjugate gradients ({@link leastSquares}): in products with J and J', on the backend, in
 * float32. No matrix is formed. The residual ends at 1e-6 |J' r|, or after 300 iterations; d lowers the quadratic model
 * wherever it ends.
 *
 * @returns undefined if it is not finite. Tensors are the caller's to dispose.
 */
export function iterativeDirection(
  linearization: Linearization,
  loss: OutputLoss,
  damping: number,
): IterativeDirection | undefined {
  const { samples, outputs } = loss;
  const [root, b] = tf.tidy(() => [
    tf.tensor3d([...loss.root], [samples, outputs, outputs]),
    tf.neg(tf.tensor2d([...loss.v], [samples, outputs])),
  ]);
  const timesRoot = (u: tf.Tensor, transposed = false) =>
    tf.reshape(tf.matMul(root, tf.reshape(u, [samples, outputs, 1]), transposed), [samples, outputs]) as tf.Tensor2D;
  let isReached: boolean[] = [];
  const inPlace = (parts: Parts): Direction => {
    const rest = [...parts];
    return isReached.map((reached) => (reached ? rest.shift()! : null));
  };
  const found = leastSquares(
    {
      times: (parts) => timesRoot(linearization.product(inPlace(parts)), true),
      transposeTimes(u) {
        const parts = linearization.transposedProduct(timesRoot(u));
        isReached = parts.map(Boolean);
        return parts.filter(Boolean) as tf.Tensor[];
      },
    },
    b,
    damping,
    { tolerance: 1e-6, most: 300 },
  );
  tf.dispose([root, b]);
  return found && { d: inPlace(found.x), iterations: found.iterations, residual: found.residual };
}
