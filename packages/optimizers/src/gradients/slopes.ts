import * as tf from '@tensorflow/tfjs-core';
import { call } from '../autodiff/closure.js';
import { checkOutput } from '../autodiff/jacobian-vector.js';
import type { GradientEvaluation } from './gradient-source.js';
import type { Random, RandomSource } from './random.js';
import { noted } from './read-variables.js';

/** A direction in weight space along which the loss is measured. */
export interface Tangent {
  readonly variables: readonly tf.Variable[];
  /** The tensor for one of the variables, made anew at each call: a direction is drawn again rather than kept. */
  of(index: number): tf.Tensor;
}

/** What is known of the loss L along a direction v. */
export interface Slope {
  readonly value: tf.Scalar;
  /** ⟨∇L, v⟩, or an estimate of it. */
  readonly slope: tf.Scalar;
}

/** Directions of a step, drawn variable by variable. */
export function drawnTangents(
  variables: readonly tf.Variable[],
  random: RandomSource,
  step: number,
  distribution: Exclude<keyof Random, 'uniform'>,
  count: number,
): Tangent[] {
  return Array.from({ length: count }, (_, k) => ({
    variables,
    of: (index) => random(step, k * variables.length + index)[distribution](variables[index].shape),
  }));
}

/** What is measured along a direction, by runs of the loss. */
type Measure = (direction: Tangent, loss: () => tf.Scalar) => Slope;

/** The mean of s v over the directions v, where s is the slope that `measure` gives. */
export const meanAlong = (
  loss: () => tf.Scalar,
  directions: readonly Tangent[],
  measure: Measure,
): GradientEvaluation => sumAlong(loss, directions, measure, ({ slope }) => tf.div(slope, directions.length));

/**
 * Σ c v over the directions v, as a gradient. The loss is that of the first; variables that the loss does not read get no
 * gradient.
 */
export function sumAlong(
  loss: () => tf.Scalar,
  directions: readonly Tangent[],
  measure: Measure,
  coefficient: (slope: Slope, direction: Tangent) => tf.Tensor,
): GradientEvaluation {
  const run = noted(loss);
  const grads: tf.NamedTensorMap = {};
  const values = directions.map((direction) => {
    const result = measure(direction, run.loss);
    const c = coefficient(result, direction);
    direction.variables.forEach((variable, i) => {
      if (!run.reads(variable)) return;
      const { [variable.name]: before } = grads;
      const term = scaled(direction, i, c);
      grads[variable.name] = before ? tf.add(before, term) : term;
      if (before) tf.dispose([before, term]);
    });
    return result.value;
  });
  return { value: values[0], grads };
}

/** A multiple of the tensor for one variable, without that tensor itself. */
export const scaled = (direction: Tangent, index: number, by: number | tf.Tensor): tf.Tensor =>
  tf.tidy(() => tf.mul(direction.of(index), by));

/** The loss alone, without a tape. */
export const lossOf = (owner: string, loss: () => tf.Scalar): tf.Scalar => tf.tidy(() => scalarOf(owner, loss));

/** What a loss gives, which must be a scalar, at once. */
export function scalarOf(owner: string, loss: () => tf.Scalar): tf.Scalar {
  const value = call(owner, loss, []);
  checkOutput(owner, value);
  if (value.rank === 0) return value;
  throw new Error(`${owner}: the loss has shape [${value.shape}], but must be a scalar.`);
}
