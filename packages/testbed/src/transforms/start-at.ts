import * as tf from '@tensorflow/tfjs-core';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem } from '../problem.js';
import { checkFlat, named } from './transform.js';

/**
 * Starts a problem elsewhere: the same function, from `at` at seed 0 and near it at any other seed.
 *
 * @param at one number for each parameter.
 * @throws Error where the problem is not a function of one vector, or `at` not its length, or without a finite value there.
 */
export function startAt(problem: Problem, at: readonly number[]): Problem {
  checkFlat('startAt', problem);
  if (!Array.isArray(at) || at.length !== problem.dimension || !at.every(Number.isFinite)) {
    throw new Error(`startAt: at is [${at}], but must hold ${problem.dimension} finite numbers.`);
  }
  const { value } = problem.float64!;
  const isDefined = (point: readonly number[]) => Number.isFinite(value(point));
  if (!isDefined(at))
    throw new Error(`startAt: at is [${at}], where ${problem.name} is ${value(at)}; it must be finite.`);
  const start = (seed: number) => perturbedStart(at, seed, isDefined);
  return {
    ...problem,
    ...named('startAt', problem, { at }),
    start,
    create(seed) {
      const instance = problem.create(seed);
      const [x] = instance.variables;
      tf.tidy(() => x!.assign(tf.tensor([...start(seed)], x!.shape)));
      return instance;
    },
  };
}
