import { integer, number } from '@optimizer-zoo/schedulers';
import { defineGradientSources } from './define-gradient-source.js';
import { centralDifference, lossAlong } from './differences.js';
import { randomOption, seededRandom } from './random.js';
import { trainableOf } from './read-variables.js';
import { drawnTangents, meanAlong } from './slopes.js';

/**
 * MeZO: the gradient from two losses along one random direction, for memory that hardly exceeds that of running the model.
 *
 *     g ← (L(x + ε z) − L(x − ε z)) / 2ε z,   z ~ N(0, I)
 *
 * z is never kept: it is drawn again from the seed, variable by variable, whenever it is needed, as in all of
 * `zerothOrder`, of which this is the form with the authors' settings. The weights come back from a copy, to the last bit,
 * not by adding up as in the paper. On top goes `sgd`; the authors decay all weights but biases and those of normalization
 * (`decoupledWeightDecay` with `exclude`). The reported loss is the mean of the two, and metrics are those at x + ε z.
 * Options: `perturbation` 0.001 (ε), `seed` 0, `random` another source of randomness (which cannot be saved).
 * Malladi et al. 2023, "Fine-Tuning Language Models with Just Forward Passes", arXiv:2305.17333, algorithm 1.
 */
export const mezo = defineGradientSources(
  'mezo',
  { perturbation: number('(0, inf)', 1e-3, { around: 10 }), seed: integer('[0, inf)', 0), random: randomOption },
  ({ perturbation, seed, random = seededRandom(seed) }) => ({
    provides: ['grad', 'loss'],
    evaluate(loss, variables, step) {
      const drawn = drawnTangents(trainableOf(loss, variables), random, step, 'normal', 1);
      return meanAlong(loss, drawn, (direction, loss) =>
        centralDifference(lossAlong('mezo', loss, direction), perturbation),
      );
    },
  }),
);
