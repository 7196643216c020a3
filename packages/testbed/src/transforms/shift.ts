import * as tf from '@tensorflow/tfjs-core';
import type { Problem } from '../problem.js';
import { changeVariables } from './change-variables.js';
import { checkFlat, named } from './transform.js';

/**
 * Moves a problem: g(z) = f(z − by). Minimiser and start move along; curvature stays.
 *
 * @param by one number for each parameter.
 * @throws Error where the problem is not a function of one vector, or `by` not its length.
 */
export function shift(problem: Problem, by: readonly number[]): Problem {
  checkFlat('shift', problem);
  if (!Array.isArray(by) || by.length !== problem.dimension || !by.every(Number.isFinite)) {
    throw new Error(`shift: by is [${by}], but must hold ${problem.dimension} finite numbers.`);
  }
  return {
    ...changeVariables(problem, {
      forward: (z) => Array.from(z, (value, i) => value - by[i]!),
      backward: (x) => x.map((value, i) => value + by[i]!),
      transpose: (gradient) => [...gradient],
      forwardTensor: (z) => tf.sub(z, tf.tensor1d([...by])),
      backwardTensor: (x) => tf.add(x, tf.tensor1d([...by])),
    }),
    ...named('shift', problem, { by }),
    constants: problem.constants,
  };
}
