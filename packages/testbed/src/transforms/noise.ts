import * as tf from '@tensorflow/tfjs-core';
import { asObjective, type SmoothObjective } from '../as-objective.js';
import { makeInstance } from '../make-instance.js';
import type { Offer } from '../offers.js';
import type { Float64Objective, Problem } from '../problem.js';
import { random } from '../random.js';
import { named } from './transform.js';

/**
 * Adds noise to the gradient: the loss of a step is f(x) + deviation · ξ · x, with ξ standard normal and new at each
 * step, fixed by seed and step. Loss and gradient are right on average; the objective stays as it is.
 *
 * @param deviation of each component of the gradient; not negative.
 * @throws Error where the deviation is negative or not finite.
 */
export function noise(problem: Problem, deviation: number): Problem {
  if (!Number.isFinite(deviation) || deviation < 0) {
    throw new Error(`noise: deviation is ${deviation}, but must be a finite number that is not negative.`);
  }
  return {
    ...problem,
    ...named('noise', problem, { deviation }),
    offers: problem.offers.filter((offer) => kept.includes(offer)),
    tags: [...problem.tags.filter((tag) => tag !== 'stochastic'), 'stochastic'],
    float64At:
      problem.float64 &&
      ((step, seed) => {
        const normal = random('noise', seed, step).normal(0, deviation);
        const tilt = Array.from({ length: problem.dimension }, normal);
        return tilted(problem.float64At?.(step, seed) ?? problem.float64!, tilt);
      }),
    create(seed) {
      const inner = problem.create(seed);
      const { variables, objectiveAt, heldOut, project, dispose } = inner;
      const noisy = makeInstance({
        variables,
        objective: objectiveAt,
        heldOut,
        project,
        loss(xs, step) {
          const normal = random('noise', seed, step).normal(0, deviation);
          const tilts = xs.map((x) => tf.sum<tf.Scalar>(tf.mul(x, drawn(x.shape, normal))));
          return tf.addN([inner.lossAt(xs, step), ...tilts]);
        },
      });
      return { ...noisy, dispose };
    },
  };
}

/** The noise belongs to the gradient: it is no loss of outputs. */
const kept: readonly Offer[] = ['loss', 'float64', 'finiteSum', 'constraints', 'heldOut'];

/** f(x) + tilt · x */
const tilted = ({ value, valueAndGradient }: Float64Objective, tilt: readonly number[]): SmoothObjective => {
  const along = (x: ArrayLike<number>) => tilt.reduce((sum, slope, i) => sum + slope * x[i]!, 0);
  return asObjective(
    tilt.length,
    (x) => value(x) + along(x),
    (x, into) => {
      const found = valueAndGradient(x, into).value;
      for (const [i, slope] of tilt.entries()) into[i]! += slope;
      return found + along(x);
    },
  );
};

const drawn = (shape: number[], next: () => number) =>
  tf.tensor(Array.from({ length: tf.util.sizeFromShape(shape) }, next), shape);
