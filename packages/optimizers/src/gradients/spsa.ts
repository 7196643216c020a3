import { integer, number } from '@optimizer-zoo/schedulers';
import { defineGradientSources } from './define-gradient-source.js';
import { centralDifference, lossAlong } from './differences.js';
import { randomOption, seededRandom } from './random.js';
import { trainableOf } from './read-variables.js';
import { drawnTangents, meanAlong } from './slopes.js';

/**
 * Simultaneous perturbation stochastic approximation (SPSA): all weights are perturbed at once by ±c, and two runs of the
 * loss give the gradient.
 *
 *     gᵢ ← (L(x + c Δ) − L(x − c Δ)) / (2 c Δᵢ),   Δᵢ = ±1,   c = perturbation / t^gamma,   t = 1, 2, …
 *
 * The mean over `directions` draws. The reported loss is the mean of the two, and metrics are those at x + c Δ. Spall
 * advises a c of about the standard deviation of the noise in L, and with it a learning rate a / (A + t)^0.602.
 * Options: `perturbation` 0.01, `gamma` 0.101, `directions` 1, `seed` 0, `random` another source of randomness (which
 * cannot be saved).
 * Spall 1992, "Multivariate Stochastic Approximation Using a Simultaneous Perturbation Gradient Approximation", IEEE
 * Transactions on Automatic Control 37(3); gamma: Spall 1998, "Implementation of the Simultaneous Perturbation Algorithm
 * for Stochastic Optimization".
 */
export const spsa = defineGradientSources(
  'spsa',
  {
    perturbation: number('(0, inf)', 0.01, { around: 10 }),
    gamma: number('[0, inf)', 0.101),
    directions: integer('[1, inf)', 1, { among: [1, 2, 4, 8] }),
    seed: integer('[0, inf)', 0),
    random: randomOption,
  },
  ({ perturbation, gamma, directions, seed, random = seededRandom(seed) }) => ({
    provides: ['grad', 'loss'],
    evaluate(loss, variables, step) {
      const c = perturbation / step ** gamma;
      const drawn = drawnTangents(trainableOf(loss, variables), random, step, 'rademacher', directions);
      return meanAlong(loss, drawn, (direction, loss) => centralDifference(lossAlong('spsa', loss, direction), c));
    },
  }),
);
