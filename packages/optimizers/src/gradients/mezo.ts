import { integer, number } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs';
import { centralDifference } from './differences.js';
import { displaced } from './displaced.js';
import { defineGradientSources } from './gradient-source.js';
import { randomOption, seededRandom } from './random.js';
import { readVariables, trainableOf } from './read-variables.js';
import { lossOf } from './slopes.js';

/**
 * MeZO: `zerothOrder` along one direction that is never kept. It is drawn again, variable by variable, from the seed and
 * the step whenever it is needed: to go to x + ε z, to x − ε z, and for the gradient.
 *
 *     g ← (L(x + ε z) − L(x − ε z)) / 2ε z,   z ~ N(0, I)
 *
 * The weights come back from a copy, to the last bit, not by adding up as in the paper. On top goes `sgd`; the authors
 * decay all weights but biases and those of normalization (`decoupledWeightDecay` with `exclude`). The reported loss is
 * the mean of the two, and metrics are those at x + ε z.
 * Options: `perturbation` 0.001 (ε), `seed` 0, `random` another source of randomness, which must give the same numbers each
 * time that it is asked for a step (and cannot be saved).
 * Malladi et al. 2023, "Fine-Tuning Language Models with Just Forward Passes", arXiv:2305.17333, algorithm 1.
 */
export const mezo = defineGradientSources(
  'mezo',
  { perturbation: number('(0, inf)', 1e-3), seed: integer('[0, inf)', 0), random: randomOption },
  ({ perturbation, seed, random = seededRandom(seed) }) => ({
    provides: ['grad', 'loss'],
    evaluate(loss, given, step) {
      const variables = trainableOf(given);
      /** z times a multiple, for one variable after the other. */
      const direction = (multiple: number | tf.Scalar) => {
        const { normal } = random(step);
        return ({ shape }: tf.Tensor) => normal(shape).mul(multiple);
      };
      const lossAt = (multiple: number) => {
        const next = direction(multiple);
        return displaced(
          variables,
          (x) => x.add(next(x)),
          () => lossOf('mezo', loss),
        );
      };
      const { result, read } = readVariables(variables, () => centralDifference(lossAt, perturbation));
      const next = direction(result.slope);
      const grads: tf.NamedTensorMap = {};
      for (const variable of variables) {
        const grad = next(variable); // drawn in any case, for the order's sake
        if (read.includes(variable)) grads[variable.name] = grad;
      }
      return { value: result.value, grads };
    },
  }),
);
