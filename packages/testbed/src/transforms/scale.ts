import * as tf from '@tensorflow/tfjs-core';
import type { Constants, Problem } from '../problem.js';
import { changeVariables } from './change-variables.js';
import { checkFlat, named } from './transform.js';

/**
 * Stretches the parameters: g(z) = f(by · z). Minimiser and start shrink by that factor; curvature grows by its square.
 *
 * @param by the factor; not zero. A list has one for each parameter, and then L and mu are no longer known.
 * @throws Error where the problem is not a function of one vector, or `by` is zero, not finite, or of another length.
 */
export function scale(problem: Problem, by: number | readonly number[]): Problem {
  checkFlat('scale', problem);
  const factors = typeof by === 'number' ? new Array<number>(problem.dimension).fill(by) : by;
  if (!Array.isArray(factors) || factors.length !== problem.dimension || !factors.every(isFactor)) {
    throw new Error(`scale: by is ${by}, but must be a finite number that is not 0, or ${problem.dimension} of them.`);
  }
  const stretch = (z: ArrayLike<number>) => Array.from(z, (value, i) => value * factors[i]!);
  return {
    ...changeVariables(problem, {
      forward: stretch,
      backward: (x) => x.map((value, i) => value / factors[i]!),
      transpose: stretch,
      forwardTensor: (z) => tf.mul(z, tf.tensor1d(factors)),
      backwardTensor: (x) => tf.div(x, tf.tensor1d(factors)),
    }),
    ...named('scale', problem, { by }),
    constants: typeof by === 'number' ? multiplied(problem.constants, by ** 2) : undefined,
  };
}

const isFactor = (factor: number) => Number.isFinite(factor) && factor !== 0;

const multiplied = (constants: Constants | undefined, factor: number): Constants | undefined =>
  constants && {
    ...constants,
    L: factor * constants.L,
    mu: factor * constants.mu,
    ...(constants.Lmax !== undefined && { Lmax: factor * constants.Lmax }),
  };
