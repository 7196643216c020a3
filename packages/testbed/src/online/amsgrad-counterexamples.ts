import * as tf from '@tensorflow/tfjs-core';
import { flatVariable } from '../deterministic-instance.js';
import { makeInstance } from '../make-instance.js';
import { offering } from '../offers.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem } from '../problem.js';
import { random } from '../random.js';

/** A sequence of linear costs c_t x over −1 ≤ x ≤ 1. */
interface Definition {
  readonly formula: string;
  readonly start: number;
  /** c_t of a run's seed. */
  cost(step: number, seed: number): number;
  /** The average of c_t; as it is above 0, the best x is −1. */
  readonly average: number;
}

/** C of theorem 1, which asks for C > 2. */
const C = 4;

const definitions: Readonly<Record<string, Definition>> = {
  amsgradOnline: {
    formula: '1010 x if t mod 101 = 1, else -10 x',
    start: 0,
    cost: (step) => (step % 101 === 1 ? 1010 : -10),
    average: 10 / 101,
  },
  amsgradStochastic: {
    formula: '1010 x with probability 0.01, else -10 x',
    start: 0,
    cost: (step, seed) => (random('cost', seed, step).float() < 0.01 ? 1010 : -10),
    average: 0.2,
  },
  amsgradTheorem1: {
    formula: `${C} x if t mod 3 = 1, else -x`,
    start: 1,
    cost: (step) => (step % 3 === 1 ? C : -1),
    average: (C - 2) / 3,
  },
};

const clip = (x: number) => Math.min(Math.max(x, -1), 1);
/** Another seed starts inside, even where the standard start is an end. */
const startOf = (start: number, seed: number) => clip(start - Math.abs(perturbedStart([start], seed)[0]! - start));

/**
 * The costs on which Adam with a short memory ends at the worst point, and AMSGrad does not. The loss of step t is the
 * cost of t, the objective their average; `project` clips x to [−1, 1] and is to be called after each step.
 */
export const amsgradCounterexamples: readonly Problem[] = Object.entries(definitions).map(
  ([name, { formula, start, cost, average }]) => ({
    name,
    formula: `${formula}, -1 <= x <= 1`,
    reference: 'Reddi, Kale & Kumar 2018, arXiv:1904.09237',
    tags: ['convex', 'online', 'constrained', 'stochastic'],
    dimension: 1,
    minimum: { value: -average, point: [-1] },
    offers: offering({ constraints: true }),
    config: { name },
    create(seed) {
      const x = flatVariable([startOf(start, seed)]);
      const times = (factor: number, [z]: readonly tf.Tensor[]) => tf.sum<tf.Scalar>(tf.mul(z!, factor));
      return makeInstance({
        variables: [x],
        objective: (xs) => times(average, xs),
        loss: (xs, step) => times(cost(step, seed), xs),
        project: () => tf.tidy(() => x.assign(tf.clipByValue(x as tf.Tensor as tf.Tensor1D, -1, 1))),
      });
    },
  }),
);
