import * as tf from '@tensorflow/tfjs';
import { watchRun } from './watch-run.js';

/**
 * Those of the variables, by default of all there are, that may be trained. tf hands over a frozen layer's variables too,
 * and says by their `trainable` alone that they are to stay.
 */
export function trainableAmong(
  variables: readonly tf.Variable[] = Object.values(tf.engine().registeredVariables),
): tf.Variable[] {
  return [...new Set(variables)].filter(({ trainable, dtype }) => trainable && dtype === 'float32');
}

/**
 * The variables that are to be trained, in an order that other variables of the program do not change: of a list, or those
 * that the loss reads. To learn them it is run once, if there is no list.
 *
 * @throws if there is none.
 */
export function trainableOf(loss: () => tf.Scalar, given?: readonly tf.Variable[]): tf.Variable[] {
  const trainable = trainableAmong(given);
  const found = given ? trainable : readVariables(trainable, () => void tf.tidy(() => void loss())).read;
  if (found.length > 0) return found;
  throw new Error('There is no trainable float32 variable to take a gradient for.');
}

/**
 * Which of the variables the kernels of a run read, in their order. Without a tape this stands for "the loss depends on
 * it": others get no gradient.
 */
export function readVariables<T>(variables: readonly tf.Variable[], run: () => T): { result: T; read: tf.Variable[] } {
  const seen = new Set<tf.Tensor>();
  const read = (tensor: tf.Tensor) => {
    seen.add(tensor);
    return tensor;
  };
  const result = watchRun({ read }, run);
  return { result, read: variables.filter((variable) => seen.has(variable)) };
}
