import * as tf from '@tensorflow/tfjs-core';
import { call, checkDirection, type Differentiable } from './closure.js';
import { count } from './evaluation-counts.js';
import { forwardScope } from './forward-scope.js';
import { checkOutput } from './jacobian-vector.js';
import { reverse } from './reverse.js';

/** What one run of a loss f tells about a point x and a direction v. */
export interface ValueGradHvp {
  /** f(x) */
  readonly value: tf.Scalar;
  /** ∇f(x), one tensor for each of xs; `null` for those that f does not depend on, as tf.variableGrads has it. */
  readonly grads: (tf.Tensor | null)[];
  /** ⟨∇f(x), v⟩ */
  readonly directional: tf.Scalar;
  /** ∇²f(x) v, one tensor for each of xs; `null` where the gradient is. */
  readonly hvps: (tf.Tensor | null)[];
}

/**
 * The product of a Hessian with a vector by forward over reverse mode (Pearlmutter 1994, Fast exact multiplication by
 * the Hessian; Griewank and Walther 2008): the gradient is taken as tf takes it, and every kernel of it, on the way
 * forth and back, carries its derivative along v. Exact up to rounding, where tf.grad of tf.grad is wrong for tanh,
 * sigmoid, softmax and others that save their output. Runs `f` once, so dropout is drawn once and batch normalisation
 * moves once.
 *
 * @param f Computes a scalar from `xs`, which it gets as arguments and may also have in its closure. Runs once, in a
 *   tf.tidy. float32.
 * @param xs Where: tensors or variables, float32.
 * @param vs The direction: for each of `xs` a tensor of its shape.
 * @returns Value, gradient, directional derivative and Hessian-vector product, the caller's to dispose.
 * @throws Error if the arguments do not fit, if `f` returns a promise or something other than a float32 scalar, or does
 *   not depend on any of `xs`; if tf has no gradient or forward mode no rule ({@link registerJvp}) for a kernel; inside
 *   another of these functions or inside tf.grad.
 */
export function valueGradHvp(
  f: Differentiable<tf.Scalar>,
  xs: readonly tf.Tensor[],
  vs: readonly tf.Tensor[],
): ValueGradHvp {
  const what = 'valueGradHvp';
  checkDirection(what, xs, vs);
  count('gradients');
  count('products');
  return forwardScope(xs, vs, (tangentOf, engine) => {
    const { value, grads } = reverse(() => engine.gradients(() => scalarOf(call(what, f, xs)), xs, undefined, true));
    if (!grads.some(Boolean)) throw new Error(`${what}: what f returned does not depend on any of xs.`);
    const tangent = <T extends tf.Tensor>(tensor: T) => (tangentOf(tensor)?.clone() ?? tf.zerosLike(tensor)) as T;
    return {
      value,
      grads: grads.map((grad) => grad ?? null),
      directional: tangent(value),
      hvps: grads.map((grad) => (grad ? tangent(grad) : null)),
    };
  });
}

function scalarOf(value: tf.Scalar): tf.Scalar {
  checkOutput('valueGradHvp', value);
  if (value.rank !== 0) throw new Error(`valueGradHvp: f returned shape [${value.shape}], but must return a scalar.`);
  return value;
}
