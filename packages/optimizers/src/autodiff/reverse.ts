import * as tf from '@tensorflow/tfjs-core';
import { count } from './evaluation-counts.js';

/** The error where reverse mode cannot pass a kernel; tfjs-core alone has no gradients at all, so it says what brings them. */
export function missingGradient(kernel: string): Error {
  if (tf.getGradient('Identity')) return new Error(`tfjs has no gradient for the kernel ${kernel}.`);
  return new Error(
    `No gradients are registered, so that of ${kernel} cannot be computed: @tensorflow/tfjs-core alone has none. Import '@tensorflow/tfjs' or '@tensorflow/tfjs-layers', which bring them.`,
  );
}

/** Runs reverse mode of tf; where a kernel has no gradient, the error is that of {@link missingGradient}. */
export function reverse<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const [, kernel] = /gradient function not found for (\w+)/.exec(String(error)) ?? [];
    throw kernel === undefined ? error : missingGradient(kernel);
  }
}

/** As tf.variableGrads. */
export const variableGrads: typeof tf.variableGrads = (loss, variables) => {
  count('gradients');
  return reverse(() => tf.variableGrads(loss, variables));
};
