import * as tf from '@tensorflow/tfjs';

/** A function of `xs`. It may take them as arguments or have them in its closure, as the loss of a model has. */
export type Differentiable<T extends tf.TensorContainer> = (...xs: tf.Tensor[]) => T;

/** Checks the point and the direction of a derivative. */
export function checkDirection(what: string, xs: readonly tf.Tensor[], vs: readonly tf.Tensor[]): void {
  if (!Array.isArray(xs) || xs.length === 0) throw new Error(`${what}: xs must be a list of one or more tensors.`);
  if (!Array.isArray(vs) || vs.length !== xs.length) {
    throw new Error(`${what}: vs must be a list of ${xs.length} tensors, one for each of xs.`);
  }
  xs.forEach((x, i) => {
    for (const [name, tensor] of [
      ['xs', x],
      ['vs', vs[i]],
    ] as const) {
      if (!(tensor instanceof tf.Tensor) || tensor.dtype !== 'float32') {
        const given = tensor instanceof tf.Tensor ? tensor.dtype : typeof tensor;
        throw new Error(`${what}: ${name}[${i}] is ${given}, but must be a float32 tensor.`);
      }
    }
    if (!tf.util.arraysEqual(x.shape, vs[i].shape)) {
      throw new Error(`${what}: vs[${i}] has shape [${vs[i].shape}], but xs[${i}] has [${x.shape}].`);
    }
    if (xs.indexOf(x) !== i)
      throw new Error(`${what}: xs[${i}] is xs[${xs.indexOf(x)}] again, but each may stand once.`);
  });
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
