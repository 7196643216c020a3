import * as tf from '@tensorflow/tfjs-core';
import { type ModelOutputs, squaresOf } from './model-outputs.js';
import type { DrawnLoss, HeldOut, ProblemInstance } from './problem.js';

/** A problem's functions of its parameters, and what they rest on. */
export interface InstanceParts {
  /** The parameters at the start. The instance disposes them. */
  readonly variables: tf.Variable[];
  objective(xs: readonly tf.Tensor[]): tf.Scalar;
  /** Default: the objective at every step. */
  loss?(xs: readonly tf.Tensor[], step: number): tf.Scalar;
  residuals?(xs: readonly tf.Tensor[]): tf.Tensor1D;
  /** Default: the residuals, where there are some. */
  outputs?(step: number): ModelOutputs;
  readonly drawnLoss?: DrawnLoss;
  heldOut?(): HeldOut;
  project?(): void;
  /** Constant tensors which the functions read; disposed with the instance. */
  readonly data?: tf.TensorContainer;
}

/** Makes an instance of functions of the parameters. */
export function makeInstance({
  variables,
  objective,
  loss = objective,
  residuals,
  outputs = residuals && (() => squaresOf(residuals, variables)),
  drawnLoss,
  heldOut,
  project,
  data = [],
}: InstanceParts): ProblemInstance {
  const lossAt = (xs: readonly tf.Tensor[], step: number) => tf.tidy(() => loss(xs, step));
  const objectiveAt = (xs: readonly tf.Tensor[]) => tf.tidy(() => objective(xs));
  return {
    variables,
    lossAt,
    objectiveAt,
    loss: (step) => lossAt(variables, step),
    objective: () => objectiveAt(variables),
    residualsAt: residuals && ((xs) => tf.tidy(() => residuals(xs))),
    outputs,
    drawnLoss,
    heldOut,
    project,
    dispose: () => tf.dispose([variables, data]),
  };
}
