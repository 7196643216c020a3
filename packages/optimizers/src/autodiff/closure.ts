import * as tf from '@tensorflow/tfjs-core';

/** A function of `xs`. It may take them as arguments or have them in its closure, as the loss of a model has. */
export type Differentiable<T extends tf.TensorContainer> = (...xs: tf.Tensor[]) => T;

/** A direction's tensor for one of `xs`, or what makes it whenever it is needed, the same each time, so that none is kept. */
export type Tangent = tf.Tensor | (() => tf.Tensor);

/** Checks the point and the direction of a derivative. */
export function checkDirection(what: string, xs: readonly tf.Tensor[], vs: readonly Tangent[]): void {
  if (!Array.isArray(xs) || xs.length === 0) throw new Error(`${what}: xs must be a list of one or more tensors.`);
  if (!Array.isArray(vs) || vs.length !== xs.length) {
    throw new Error(`${what}: vs must be a list of ${xs.length} tensors, one for each of xs.`);
  }
  xs.forEach((x, i) => {
    checkFloat32(`${what}: xs[${i}]`, x);
    const { [i]: v } = vs;
    if (typeof v !== 'function') checkTangent(what, x, v, i);
    if (xs.indexOf(x) !== i)
      throw new Error(`${what}: xs[${i}] is xs[${xs.indexOf(x)}] again, but each may stand once.`);
  });
}

/** Checks what belongs to xs[i]. */
export function checkTangent(what: string, x: tf.Tensor, v: tf.Tensor, i: number): void {
  checkFloat32(`${what}: vs[${i}]`, v);
  if (tf.util.arraysEqual(x.shape, v.shape)) return;
  throw new Error(`${what}: vs[${i}] has shape [${v.shape}], but xs[${i}] has [${x.shape}].`);
}

function checkFloat32(what: string, tensor: unknown): void {
  if (tensor instanceof tf.Tensor && tensor.dtype === 'float32') return;
  const given = tensor instanceof tf.Tensor ? tensor.dtype : typeof tensor;
  throw new Error(`${what} is ${given}, but must be a float32 tensor.`);
}

/** Calls the closure, which has to be done when it returns. */
export function call<T extends tf.TensorContainer>(what: string, f: Differentiable<T>, xs: readonly tf.Tensor[]): T {
  const result = f(...xs) as T & { then?: unknown };
  if (typeof result?.then === 'function') {
    Promise.resolve(result).catch(() => {}); // what fails afterwards is this error's consequence
    throw new Error(`${what}: f returned a promise, but must compute synchronously.`);
  }
  return result;
}
