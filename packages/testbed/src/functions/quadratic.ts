import * as tf from '@tensorflow/tfjs-core';
import { asObjective } from '../as-objective.js';
import { deterministicInstance } from '../deterministic-instance.js';
import { offering } from '../offers.js';
import { perturbedStart } from '../perturbed-start.js';
import type { Problem } from '../problem.js';

const dimension = 10;
const indices = Array.from({ length: dimension }, (_, i) => i);
const curvature = indices.map((i) => 10 ** ((3 * i) / (dimension - 1)));
const slope = indices.map((i) => Math.sin(i + 1));
const start = indices.map(() => 1);
const minimizer = indices.map((i) => slope[i]! / curvature[i]!);

/** f(x) = Σ ½ a_i x_i² − b_i x_i */
function value(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < dimension; i++) sum = sum + 0.5 * curvature[i]! * x[i]! ** 2 - slope[i]! * x[i]!;
  return sum;
}

const objective = asObjective(dimension, value, (x, into) => {
  for (let i = 0; i < dimension; i++) into[i] = curvature[i]! * x[i]! - slope[i]!;
  return value(x);
});

/** A separable quadratic whose curvatures run evenly in the logarithm from 1 to 1000. */
export const quadratic: Problem = {
  name: 'quadratic',
  formula: 'sum_i (a_i x_i^2 / 2 - b_i x_i), a_i = 10^(3 i / 9), b_i = sin(i + 1), i = 0..9',
  reference: 'the textbook model of ill-conditioning, e.g. Nocedal & Wright 2006, section 3.3',
  tags: ['convex', 'quadratic', 'ill-conditioned'],
  dimension,
  minimum: { value: value(minimizer), point: minimizer },
  constants: { L: Math.max(...curvature), mu: Math.min(...curvature) },
  offers: offering({ float64: true }),
  float64: objective,
  start: (seed) => perturbedStart(start, seed),
  config: { name: 'quadratic' },
  create(seed) {
    const a = tf.tensor1d(curvature);
    const b = tf.tensor1d(slope);
    const onTensors = (x: tf.Tensor1D) => tf.sum<tf.Scalar>(tf.sub(tf.div(tf.mul(a, tf.square(x)), 2), tf.mul(b, x)));
    return deterministicInstance(perturbedStart(start, seed), onTensors, [a, b]);
  },
};
