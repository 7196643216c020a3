import { choice, integer, number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { valueGradHvp } from '../autodiff/value-grad-hvp.js';
import { withWeightsAt } from '../optimizer/weights-at.js';
import { defineGradientSources } from './define-gradient-source.js';
import { disposeEvaluation, type GradientEvaluation } from './gradient-source.js';
import { randomOption, seededRandom } from './random.js';
import { trainableOf } from './read-variables.js';
import { reverseMode } from './reverse-mode.js';
import { scalarOf } from './slopes.js';

/**
 * Gradient, loss, and a pair (v, ∇²L v) with v ~ N(0, I): `probe` and `hessianVectorProduct`, which rules such
 * as `psgdKronNewton` fit a preconditioner to. They are measured at step 1 and, with `probability`, at each step after it.
 *
 * `method` 'exact' is forward over reverse mode, and costs 1.5 to 2 gradients beside the gradient; kernels without a
 * forward-mode rule are an error. 'differences' is (∇L(x + ε v) − ∇L(x)) / ε, one gradient more, with ε = `perturbation`; the
 * loss must be the same function at both.
 * Options: `probability` 1, `method` 'exact', `perturbation` 2^(−23/2), the root of float32's precision, `seed` 0, `random` another source of randomness (which cannot be saved). One
 * uniform number is drawn at each step, then one normal tensor for each variable.
 * Pearlmutter 1994, "Fast Exact Multiplication by the Hessian".
 */
export const hessianVector = defineGradientSources(
  'hessianVector',
  {
    probability: number('[0, 1]', 1),
    method: choice('exact', 'differences'),
    perturbation: number('(0, inf)', 2 ** (-23 / 2)),
    seed: integer('[0, inf)', 0),
    random: randomOption,
  },
  ({ probability, method, perturbation, seed, random = seededRandom(seed) }) => ({
    provides: ['grad', 'loss', 'probe', 'hessianVectorProduct'],
    evaluate(loss, given, step): GradientEvaluation {
      const { uniform, normal } = random(step);
      const isMeasured = uniform() < probability || step === 1;
      if (!isMeasured) return reverseMode.evaluate(loss, given, step);
      return measures[method](loss, trainableOf(loss, given), normal, perturbation);
    },
  }),
);

type Measure = (
  loss: () => tf.Scalar,
  variables: tf.Variable[],
  normal: (shape: readonly number[]) => tf.Tensor,
  perturbation: number,
) => GradientEvaluation;

const measures: Readonly<Record<'exact' | 'differences', Measure>> = {
  exact(loss, variables, normal) {
    const vs = variables.map(({ shape }) => normal(shape));
    const { value, grads, hvps, directional } = valueGradHvp(() => scalarOf('hessianVector', loss), variables, vs);
    tf.dispose([directional, vs.filter((_, i) => !grads[i])]);
    const named = (tensors: readonly (tf.Tensor | null)[]) =>
      Object.fromEntries(tensors.flatMap((tensor, i) => (grads[i] ? [[variables[i].name, tensor!]] : [])));
    return { value, grads: named(grads), probe: named(vs), hessianVectorProduct: named(hvps) };
  },

  differences(loss, variables, normal, perturbation) {
    const { value, grads } = reverseMode.evaluate(loss, variables, 1);
    const moved = variables.filter(({ name }) => grads[name]);
    const probe = Object.fromEntries(moved.map(({ name, shape }) => [name, normal(shape)]));
    const shift = (variable: tf.Variable) => tf.add(variable, tf.mul(probe[variable.name], perturbation));
    const beyond = withWeightsAt(moved, shift, () => reverseMode.evaluate(loss, moved, 1));
    const difference = ({ name }: tf.Variable) =>
      tf.tidy(() => tf.div(tf.sub(beyond.grads[name], grads[name]), perturbation));
    const hessianVectorProduct = Object.fromEntries(moved.map((variable) => [variable.name, difference(variable)]));
    disposeEvaluation(beyond);
    return { value, grads, probe, hessianVectorProduct };
  },
};
