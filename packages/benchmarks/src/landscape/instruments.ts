import { gradientOverlap } from '@optimizer-zoo/optimizers/landscape';
import type { ProblemInstance } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { numbersOf } from '../run/read-tensors.js';

export const instrumentNames = ['sharpness', 'gradientOverlap', 'updateNorm', 'effectiveStep'] as const;
export type InstrumentName = (typeof instrumentNames)[number];

/** What instruments tell of a step t from θ. */
export interface Reading extends Readonly<Record<InstrumentName, number>> {
  readonly step: number;
  /** At θ, or at the weights to evaluate with. */
  readonly objective: number;
  /** The largest eigenvalue of the Hessian of the objective at θ. */
  readonly sharpness: number;
  /** The share of the objective's gradient at θ in the top eigenvectors. */
  readonly gradientOverlap: number;
  /** ‖u‖ of the update u = θ_t − θ. */
  readonly updateNorm: number;
  /** ‖u‖ / ‖g‖, with the gradient g of what the step sees, at θ. */
  readonly effectiveStep: number;
}

/** Of how many eigenvectors the share of the gradient is told; at most half of all, as in all of them lies all of it. */
export const overlapRankOf = (dimension: number): number => Math.max(1, Math.min(10, Math.floor(dimension / 2)));

/** Reads the instruments, and makes the step: `instance` has the objective, `seen` is what the step sees. */
export async function readBefore(
  { step, objective }: Pick<Reading, 'step' | 'objective'>,
  instance: ProblemInstance,
  seen: ProblemInstance,
  make: () => void,
): Promise<Reading> {
  const { variables } = instance;
  const before = await numbersOf(variables);
  const { overlap, values } = await gradientOverlap(() => instance.objective(), {
    k: overlapRankOf(before.length),
    variables,
    tolerance: 1e-3,
  });
  const gradient = await gradientNorm(() => seen.loss(step), variables);
  make();
  const after = await numbersOf(variables);
  const updateNorm = Math.sqrt(after.reduce((sum, x, i) => sum + (x - before[i]) ** 2, 0));
  return {
    step,
    objective,
    sharpness: values[0],
    gradientOverlap: overlap,
    updateNorm,
    effectiveStep: updateNorm / gradient,
  };
}

async function gradientNorm(loss: () => tf.Scalar, variables: tf.Variable[]): Promise<number> {
  const { value, grads } = tf.variableGrads(loss, variables);
  const squares = tf.tidy(() => tf.addN(Object.values(grads).map((grad) => grad.square().sum())).sqrt());
  const [norm] = await squares.data();
  tf.dispose([value, grads, squares] as tf.TensorContainer);
  return norm;
}
