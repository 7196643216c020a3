import * as tf from '@tensorflow/tfjs-core';
import { asObjective } from '../as-objective.js';
import { flatVariable } from '../deterministic-instance.js';
import { makeInstance } from '../make-instance.js';
import { squaresOf } from '../model-outputs.js';
import { offering } from '../offers.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Float64Objective, Problem } from '../problem.js';

/** What is seen: each parameter is wanted at its target, and counts by its weight; 0 where it is not seen. */
export interface Observation {
  readonly weights: readonly number[];
  readonly targets: readonly number[];
}

/** A quadratic that is known by what its steps see. */
export interface ObservedQuadraticOptions extends Pick<Problem, 'name' | 'formula' | 'reference' | 'tags'> {
  readonly start: readonly number[];
  /** What the objective is about; its targets are the minimiser. */
  readonly truth: Observation;
  /** Repeatable: depends on step, from 1, and seed alone. */
  observe(step: number, seed: number): Observation;
}

/**
 * A separable quadratic ½ Σ_j w_j (x_j − y_j)², of which each step sees other weights w and targets y than the objective has:
 * noise on the targets, parameters that are rarely seen, a minimum that moves.
 */
export function observedQuadratic({ start, truth, observe, ...known }: ObservedQuadraticOptions): Problem {
  const startAt = (seed: number) => perturbedStart(start, seed);
  const { weights, targets } = truth;
  return {
    ...known,
    dimension: start.length,
    minimum: { value: 0, point: targets },
    constants: { L: Math.max(...weights), mu: Math.min(...weights) },
    offers: offering({ float64: true, residuals: true }),
    float64: inFloat64(truth),
    float64At: (step, seed) => inFloat64(observe(step, seed)),
    start: startAt,
    config: { name: known.name },
    create(seed) {
      const variables = [flatVariable(startAt(seed))];
      const half = ([x]: readonly tf.Tensor[], seen: Observation) =>
        tf.div<tf.Scalar>(tf.sum(tf.square(scaledErrors(x!, seen))), 2);
      return makeInstance({
        variables,
        objective: (xs) => half(xs, truth),
        loss: (xs, step) => half(xs, observe(step, seed)),
        residuals: ([x]) => tf.div(scaledErrors(x!, truth), Math.SQRT2),
        outputs(step) {
          const seen = observe(step, seed);
          return squaresOf(([x]) => tf.div(scaledErrors(x!, seen), Math.SQRT2), variables);
        },
      });
    },
  };
}

/** √w (x − y) */
const scaledErrors = (x: tf.Tensor, { weights, targets }: Observation): tf.Tensor1D =>
  tf.mul(tf.tensor1d(weights.map(Math.sqrt)), tf.sub(x, tf.tensor1d([...targets])));

function inFloat64({ weights, targets }: Observation): Float64Objective {
  const half = weights.map((w) => Math.sqrt(w / 2));
  const value = (x: ArrayLike<number>) => weights.reduce((sum, w, j) => sum + (w / 2) * (x[j]! - targets[j]!) ** 2, 0);
  return {
    ...asObjective(weights.length, value, (x, into) => {
      for (let j = 0; j < weights.length; j++) into[j] = weights[j]! * (x[j]! - targets[j]!);
      return value(x);
    }),
    residuals: (x) => half.map((root, j) => root * (x[j]! - targets[j]!)),
    jacobian: () => half.map((root, i) => half.map((_, j) => (i === j ? root : 0))),
  };
}
