import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensor } from '../state/variable-state.js';

/** A variable with its gradient: float32, and of the variable's shape. */
export interface GradientPair {
  readonly param: tf.Variable;
  readonly grad: tf.Tensor;
  /** Whether the gradient was made here. */
  readonly isMade?: boolean;
}

/**
 * Finds each gradient's variable. Variables without a gradient (null) are left out; one that is named twice with the
 * same gradient, as a list of variables may do, counts once. Whole numbers and gradients that broadcast to their variable
 * are taken as tf's optimizers take them: in a tensor that is made for it, for `disposeMade` or a tf.tidy.
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
    if (!broadcasts(grad, param)) {
      throw new Error(
        `${owner}: the gradient of '${name}' has shape [${grad.shape}], but the variable [${param.shape}].`,
      );
    }
    checkType(owner, 'variable', param, name, floating);
    checkType(owner, 'gradient of', grad, name, numeric);
    if ((pairs.get(name)?.grad ?? grad) !== grad) throw new Error(`${owner}: there are two gradients for '${name}'.`);
    pairs.set(name, { param, grad });
  }
  return [...pairs.values()].map(fitted);
}

/** Gives back the tensors that `pairGradients` made. */
export function disposeMade(pairs: readonly GradientPair[]): void {
  for (const { grad, isMade } of pairs) if (isMade) grad.dispose();
}

/** Whether each axis of the gradient, from the last, is as long as the variable's, or 1. */
function broadcasts({ shape }: tf.Tensor, { shape: wanted }: tf.Variable): boolean {
  const lead = wanted.length - shape.length;
  return lead >= 0 && shape.every((size, axis) => size === 1 || size === wanted[lead + axis]);
}

function fitted(pair: GradientPair): GradientPair {
  const { param, grad } = pair;
  if (grad.dtype === 'float32' && tf.util.arraysEqual(param.shape, grad.shape)) return pair;
  return { param, grad: tf.tidy(() => tf.add(tf.zeros(param.shape), tf.cast(grad, 'float32'))), isMade: true };
}

const floating = ['float32'] as const;
const numeric = ['float32', 'int32'] as const;

function checkType(owner: string, what: string, { dtype }: tf.Tensor, name: string, allowed: readonly string[]): void {
  if (allowed.includes(dtype)) return;
  throw new Error(`${owner}: the ${what} '${name}' is ${dtype}, but must be ${allowed.join(' or ')}.`);
}
