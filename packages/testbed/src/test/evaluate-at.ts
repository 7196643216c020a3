import * as tf from '@tensorflow/tfjs';
import type { Problem } from '../problem.js';

/** Value and gradient of the objective by tf, at a point of a problem with one flat variable. */
export function evaluateAt(problem: Problem, point: readonly number[]): { value: number; gradient: number[] } {
  const instance = problem.create(0);
  try {
    return tf.tidy(() => {
      const [x] = instance.variables;
      x!.assign(tf.tensor1d([...point]));
      const { value, grads } = tf.variableGrads(() => instance.objective(), [x!]);
      return { value: value.dataSync()[0]!, gradient: [...grads[x!.name]!.dataSync()] };
    });
  } finally {
    instance.dispose();
  }
}
