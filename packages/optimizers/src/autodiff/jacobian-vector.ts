import * as tf from '@tensorflow/tfjs-core';
import { call, checkDirection, checkTangent, type Differentiable, type Tangent } from './closure.js';
import { count } from './evaluation-counts.js';
import { forwardScope } from './forward-scope.js';

/** Tensors that a function computes: one, a list, or a record. */
export type Outputs = tf.Tensor | tf.Tensor[] | tf.NamedTensorMap;

/** Outputs y of a function and what happens to them along a direction v of its inputs. */
export interface JacobianVector<T extends Outputs> {
  readonly outputs: T;
  /** J v = d/dε y(x + ε v) at ε = 0: as `outputs`, in structure and shapes; zeros where y does not depend on x. */
  readonly tangents: T;
}

/**
 * The product of a Jacobian with a vector, J v for J = ∂y/∂x, by forward mode (Wengert 1964; Griewank and Walther 2008,
 * chapter 3): one run of `f`, no tape; each kernel carries the tangent of its result, which lives no longer than the
 * result. For outputs of any shape, and for several, as a model with several outputs has.
 *
 * @param f Computes the outputs from `xs`, which it gets as arguments and may also have in its closure. Runs once, in a
 *   tf.tidy. All float32.
 * @param xs Where: tensors or variables, float32.
 * @param vs The direction: for each of `xs` a tensor of its shape, or a function that makes it, the same at each call. Such
 *   a tensor is made when a kernel reads its x and ends with that kernel, so that the direction is never kept whole; one
 *   whose x is read again is kept from then on.
 * @returns Outputs and tangents, the caller's to dispose.
 * @throws Error if the arguments do not fit, if `f` returns a promise or something other than float32 tensors, if it
 *   runs a kernel without a rule ({@link registerJvp}), inside another of these functions or inside tf.grad.
 */
export function jacobianVector<T extends Outputs>(
  f: Differentiable<T>,
  xs: readonly tf.Tensor[],
  vs: readonly Tangent[],
): JacobianVector<T> {
  return forwardMode('jacobianVector', f, xs, vs);
}

/** {@link jacobianVector}, under the name that its errors are to have. */
export function forwardMode<T extends Outputs>(
  what: string,
  f: Differentiable<T>,
  xs: readonly tf.Tensor[],
  vs: readonly Tangent[],
): JacobianVector<T> {
  checkDirection(what, xs, vs);
  count('products');
  const checked = vs.map((v, i): Tangent => {
    if (typeof v !== 'function') return v;
    return () => {
      const made = v();
      checkTangent(what, xs[i], made, i);
      return made;
    };
  });
  return forwardScope(xs, checked, (tangentOf) => {
    const outputs = call(what, f, xs);
    const tangent = (output: tf.Tensor) => {
      checkOutput(what, output);
      return tangentOf(output)?.clone() ?? tf.zerosLike(output);
    };
    return { outputs, tangents: mapOutputs(outputs, tangent) as T };
  });
}

function mapOutputs(outputs: Outputs, map: (output: tf.Tensor) => tf.Tensor): Outputs {
  if (Array.isArray(outputs)) return outputs.map(map);
  if (outputs instanceof tf.Tensor || typeof outputs !== 'object') return map(outputs);
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, map(output)]));
}

/** Refuses what has no derivative. */
export function checkOutput(what: string, output: unknown): asserts output is tf.Tensor {
  if (!(output instanceof tf.Tensor) || output.dtype !== 'float32') {
    const given = output instanceof tf.Tensor ? output.dtype : typeof output;
    throw new Error(`${what}: f returned ${given}, but must return float32 tensors.`);
  }
}
