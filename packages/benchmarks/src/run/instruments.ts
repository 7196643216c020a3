import { gradientOverlap, topEigenvalues } from '@optimizer-zoo/optimizers/landscape';
import type { ProblemInstance } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { type InstrumentName, instrumentNames, overlapRankOf, type Readings } from './instrument-names.js';
import { numbersOf } from './read-tensors.js';

/** What is known before a step is made: the rest follows from where it leads. */
type Reader = (after: ArrayLike<number>) => Partial<Readings>;

/**
 * Looks at a step t from θ, before it is made: `instance` has the objective, its variables are at θ, and `seen` is what the
 * step sees.
 *
 *     sharpness         the largest eigenvalue of the Hessian of the objective at θ
 *     gradientOverlap   share of the objective's gradient at θ in the top eigenvectors
 *     updateNorm        ‖u‖ of the update u = θ_t − θ
 *     effectiveStep     ‖u‖ / ‖g‖, with the gradient g of what the step sees, at θ
 */
export async function lookBefore(
  step: number,
  instance: ProblemInstance,
  seen: ProblemInstance,
  wanted: readonly InstrumentName[] = instrumentNames,
): Promise<Reader> {
  const before = await numbersOf(instance.variables);
  const curvature = await curvatureOf(instance, wanted, before.length);
  const gradient = wanted.includes('effectiveStep') ? await gradientNorm(() => seen.loss(step), instance.variables) : 0;
  return (after) => {
    const updateNorm = Math.sqrt(before.reduce((sum, x, i) => sum + (after[i] - x) ** 2, 0));
    return {
      ...curvature,
      ...(wanted.includes('updateNorm') && { updateNorm }),
      ...(wanted.includes('effectiveStep') && { effectiveStep: updateNorm / gradient }),
    };
  };
}

/** Both come of one search for eigenvectors; the largest eigenvalue alone takes less. */
async function curvatureOf(
  { objective, variables }: ProblemInstance,
  wanted: readonly InstrumentName[],
  dimension: number,
): Promise<Partial<Readings>> {
  const loss = () => objective();
  const hasSharpness = wanted.includes('sharpness');
  if (wanted.includes('gradientOverlap')) {
    const { overlap, values } = await gradientOverlap(loss, {
      k: overlapRankOf(dimension),
      variables,
      tolerance: 1e-3,
    });
    return { gradientOverlap: overlap, ...(hasSharpness && { sharpness: values[0] }) };
  }
  if (!hasSharpness) return {};
  const { values } = await topEigenvalues(loss, { k: 1, variables, tolerance: 1e-3 });
  return { sharpness: values[0] };
}

async function gradientNorm(loss: () => tf.Scalar, variables: tf.Variable[]): Promise<number> {
  const { value, grads } = tf.variableGrads(loss, variables);
  const squares = tf.tidy(() => tf.addN(Object.values(grads).map((grad) => grad.square().sum())).sqrt());
  const [norm] = await squares.data();
  tf.dispose([value, grads, squares] as tf.TensorContainer);
  return norm;
}
