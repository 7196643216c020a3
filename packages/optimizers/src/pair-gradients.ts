import * as tf from '@tensorflow/tfjs';
import type { NamedTensor } from './slots.js';

/** A variable with its gradient. */
export interface GradientPair {
  readonly param: tf.Variable;
  readonly grad: tf.Tensor;
}

/** Finds each gradient's variable; variables without a gradient (null) are left out. */
export function pairGradients(owner: string, gradients: tf.NamedTensorMap | NamedTensor[]): GradientPair[] {
  const named = Array.isArray(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
  return named
    .filter(({ tensor }) => tensor !== null && tensor !== undefined)
    .map(({ name, tensor: grad }) => {
      const param = tf.engine().registeredVariables[name];
      if (!param) throw new Error(`${owner}: there is a gradient for '${name}', but no variable of that name.`);
      if (!tf.util.arraysEqual(param.shape, grad.shape)) {
        throw new Error(
          `${owner}: the gradient of '${name}' has shape [${grad.shape}], but the variable [${param.shape}].`,
        );
      }
      if (param.dtype !== 'float32')
        throw new Error(`${owner}: variable '${name}' is ${param.dtype}, but must be float32.`);
      return { param, grad };
    });
}
