import * as tf from '@tensorflow/tfjs-core';
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
  const found = given ? trainable : readBy(loss, trainable);
  if (found.length > 0) return found;
  throw new Error('There is no trainable float32 variable to take a gradient for.');
}

function readBy(loss: () => tf.Scalar, variables: readonly tf.Variable[]): tf.Variable[] {
  const run = noted(loss);
  tf.tidy(() => void run.loss());
  return variables.filter(run.reads);
}

/** The runs of a loss with a note of what they read. */
export interface NotedLoss {
  readonly loss: () => tf.Scalar;
  /**
   * Whether the kernels of a run so far have read a variable. Without a tape this stands for "the loss depends on it": others
   * get no gradient.
   */
  reads(variable: tf.Variable): boolean;
}

/** Notes what the runs of a loss read; what is read between them, such as to move the weights, is none of it. */
export function noted(loss: () => tf.Scalar): NotedLoss {
  const seen = new Set<number>();
  const read = (tensor: tf.Tensor) => {
    if (tensor instanceof tf.Variable) seen.add(tensor.id);
    return tensor;
  };
  return { loss: () => watchRun({ read }, loss), reads: ({ id }) => seen.has(id) };
}
