import { callback, choice, integer, optional } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { jvp } from '../autodiff/jvp.js';
import { normOfAll } from '../linear-algebra/on-tfjs/norm.js';
import { defineGradientSources } from './define-gradient-source.js';
import { randomOption, seededRandom } from './random.js';
import { trainableOf } from './read-variables.js';
import { drawnTangents, meanAlong, type Slope, scalarOf, sumAlong, type Tangent } from './slopes.js';

const owner = 'forwardGradient';

/**
 * Directions for a step, each a tensor for some of the trained variables, by name. It may run the loss. Called in a
 * tf.tidy.
 */
export type Guess = (
  step: number,
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
) => readonly tf.NamedTensorMap[];

const guessOption = optional(callback<Guess>('from the step to directions by variable name'));

/**
 * The forward gradient: an unbiased estimate of the gradient by forward mode alone, from one run of the loss for each
 * direction, without a tape. The memory of a step does not grow with the depth of the model.
 *
 *     g ← 1/K Σ ⟨∇L, vₖ⟩ vₖ,   vₖ ~ N(0, I), or ±1 each
 *
 * Its variance grows with the number of weights n: the expected square of its distance from ∇L is (n + 1)/K ‖∇L‖²
 * (n − 1 for ±1), so it suits small models or small steps.
 *
 * With `guess` the directions u are the user's, and the estimate is the projection of the gradient on each of them,
 *
 *     g ← Σ ⟨∇L, u⟩ / (⟨u, u⟩ + 1e-16) u
 *
 * which is biased towards them, and close to ∇L where they are. {@link localLosses} takes the gradients of losses that the
 * layers of a model have of their own. Directions should not share variables; variables that none has are left alone.
 *
 * Options: `directions` 1 (K), `distribution` 'normal' or 'rademacher', `guess` none (it replaces both and cannot be
 * saved), `seed` 0, `random` another source of randomness (which cannot be saved). The directions of a step depend on
 * seed and step alone. Kernels without a forward-mode rule are an error: `registerJvp` of the entry `autodiff`.
 * Baydin et al. 2022, "Gradients without Backpropagation", arXiv:2202.08587; guesses: Fournier et al. 2023, "Can Forward
 * Gradient Match Backpropagation?", arXiv:2306.06968, in weight space, on the whole batch.
 */
export const forwardGradient = defineGradientSources(
  owner,
  {
    directions: integer('[1, inf)', 1, { among: [1, 2, 4, 8] }),
    distribution: choice('normal', 'rademacher'),
    guess: guessOption,
    seed: integer('[0, inf)', 0),
    random: randomOption,
  },
  ({ directions, distribution, guess, seed, random = seededRandom(seed) }) => ({
    provides: ['grad', 'loss'],
    evaluate(loss, given, step) {
      const variables = trainableOf(loss, given);
      const measure = ({ variables, of }: Tangent, loss: () => tf.Scalar) => {
        const onDemand = variables.map((_, i) => () => of(i));
        const { value, tangent } = jvp(() => scalarOf(owner, loss), variables, onDemand);
        return { value, slope: tangent };
      };
      if (!guess) return meanAlong(loss, drawnTangents(variables, random, step, distribution, directions), measure);
      const guesses = guess(step, loss, variables)
        .map((one) => guessed(one, variables))
        .filter((direction) => direction.variables.length > 0); // that of a frozen layer is empty
      if (guesses.length === 0) throw new Error(`${owner}: guess gave no direction.`);
      return sumAlong(loss, guesses, measure, projected);
    },
  }),
);

/** ⟨∇L, u⟩ / ⟨u, u⟩, without dividing by zero; ⟨u, u⟩ itself may be too large a number. */
function projected({ slope }: Slope, { variables, of }: Tangent) {
  const length = normOfAll(variables.map((_, i) => of(i)));
  const k = tf.maximum(length, 1);
  return tf.div(tf.div(slope, k), tf.add(tf.mul(tf.square(tf.div(length, k)), k), tf.div(1e-16, k)));
}

function guessed(guess: tf.NamedTensorMap, variables: readonly tf.Variable[]): Tangent {
  const named = variables.filter(({ name }) => name in guess);
  const unknown = Object.keys(guess).find((name) => !named.some((variable) => variable.name === name));
  if (unknown === undefined) return { variables: named, of: (index) => guess[named[index].name].clone() };
  throw new Error(`${owner}: guess has a direction for '${unknown}', which is not a variable to be trained.`);
}
