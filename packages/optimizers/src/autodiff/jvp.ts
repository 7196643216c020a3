import type * as tf from '@tensorflow/tfjs-core';
import type { Differentiable, Tangent } from './closure.js';
import { forwardMode } from './jacobian-vector.js';

/** A value and its derivative along a direction. */
export interface Jvp<T extends tf.Tensor> {
  readonly value: T;
  /** d/dε f(x + ε v) at ε = 0, of the value's shape: ⟨∇f, v⟩ if f is scalar. */
  readonly tangent: T;
}

/**
 * The derivative of `f` along a direction by forward mode: value and ⟨∇f(x), v⟩ from one run of `f`, without a tape. See
 * {@link jacobianVector}, which is the same for functions of several outputs, for arguments and errors.
 *
 * @example
 * const { value, tangent } = jvp(() => loss(model.predict(x)), variables, directions);
 */
export function jvp<T extends tf.Tensor>(
  f: Differentiable<T>,
  xs: readonly tf.Tensor[],
  vs: readonly Tangent[],
): Jvp<T> {
  const { outputs, tangents } = forwardMode('jvp', f, xs, vs);
  return { value: outputs, tangent: tangents };
}
