import * as tf from '@tensorflow/tfjs';
import { type Engine, intercept } from '../autodiff/tfjs-engine.js';

/**
 * The variables that are to be trained: of a list, or all there are, as for tf.variableGrads.
 *
 * @throws if none of a list is trainable.
 */
export function trainableOf(variables?: readonly tf.Variable[]): tf.Variable[] {
  const all = new Set(variables ?? Object.values(tf.engine().registeredVariables));
  const trainable = [...all].filter(({ trainable, dtype }) => trainable && dtype === 'float32');
  if (trainable.length === 0) throw new Error('There is no trainable float32 variable to take a gradient for.');
  return trainable;
}

/**
 * Which of the variables the kernels of a run read, in their order. Without a tape this stands for "the loss depends on
 * it": others get no gradient.
 */
export function readVariables<T>(variables: readonly tf.Variable[], run: () => T): { result: T; read: tf.Variable[] } {
  const engine = tf.engine() as unknown as Engine;
  const { runKernel } = engine;
  const seen = new Set<number>();
  const restore = intercept(engine, {
    runKernel(kernel, inputs, attributes) {
      for (const input of Object.values(inputs)) if (input) seen.add(input.id);
      return runKernel.call(engine, kernel, inputs, attributes);
    },
  });
  try {
    const result = run();
    return { result, read: variables.filter(({ id }) => seen.has(id)) };
  } finally {
    restore();
  }
}
