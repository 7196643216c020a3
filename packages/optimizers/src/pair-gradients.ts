import * as tf from '@tensorflow/tfjs';
import type { NamedTensor } from './slots.js';

/** A variable with its gradient. */
export interface GradientPair {
  readonly param: tf.Variable;
  readonly grad: tf.Tensor;
}

/**
 * Finds each gradient's variable. Variables without a gradient (null) are left out; one that is named twice with the
 * same gradient, as a list of variables may do, counts once.
 */
export function pairGradients(owner: string, gradients: tf.NamedTensorMap | NamedTensor[]): GradientPair[] {
  const list = Array.isArray(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
  const pairs = new Map<string, GradientPair>();
  for (const { name, tensor: grad } of list) {
    if (grad === null || grad === undefined) continue;
    const param = tf.engine().registeredVariables[name];
    if (!param) throw new Error(`${owner}: there is a gradient for '${name}', but no variable of that name.`);
    if (!tf.util.arraysEqual(param.shape, grad.shape)) {
      throw new Error(
        `${owner}: the gradient of '${name}' has shape [${grad.shape}], but the variable [${param.shape}].`,
      );
    }
    checkFloat32(owner, 'variable', param, name);
    checkFloat32(owner, 'gradient of', grad, name);
    if ((pairs.get(name)?.grad ?? grad) !== grad) throw new Error(`${owner}: there are two gradients for '${name}'.`);
    pairs.set(name, { param, grad });
  }
  return [...pairs.values()];
}

function checkFloat32(owner: string, what: string, { dtype }: tf.Tensor, name: string): void {
  if (dtype !== 'float32') throw new Error(`${owner}: the ${what} '${name}' is ${dtype}, but must be float32.`);
}
