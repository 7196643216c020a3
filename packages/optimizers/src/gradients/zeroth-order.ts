import { choice, integer, number } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { defineGradientSources } from './define-gradient-source.js';
import { centralDifference, forwardDifference, lossAlong } from './differences.js';
import { randomOption, seededRandom } from './random.js';
import { trainableOf } from './read-variables.js';
import { drawnTangents, lossOf, meanAlong } from './slopes.js';

const owner = 'zerothOrder';

/**
 * The gradient from losses alone, along random directions: for losses without derivatives.
 *
 *     g ← 1/q Σ sₖ uₖ,   uₖ ~ N(0, I), or ±1 each
 *     'central':  s = (L(x + ε u) − L(x − ε u)) / 2ε         2q runs of the loss
 *     'forward':  s = (L(x + ε u) − L(x)) / ε                q + 1 runs
 *
 * `slope: 'sign'` takes sign s for s (as the authors' benchmark does; for the sign of each element of g take `signSgd`).
 * Any rule goes on top: `sgd`, `adam`, `momentum`. In float32 a small ε loses digits of s to rounding, about
 * 6e-8 L / (ε ‖∇L‖) of it. With 'central' the reported loss is the mean of the two, and metrics are those at x + ε u.
 * Options: `perturbation` 0.001 (ε), `directions` 1 (q), `difference` 'central', `distribution` 'normal' or 'rademacher',
 * `slope` 'value', `seed` 0, `random` another source of randomness (which cannot be saved).
 * Names and defaults as in Zhang et al. 2024, "Revisiting Zeroth-Order Optimization for Memory-Efficient LLM
 * Fine-Tuning", arXiv:2402.11592; Feng et al. 2025, "ZeroFlow", arXiv:2501.01045.
 */
export const zerothOrder = defineGradientSources(
  owner,
  {
    perturbation: number('(0, inf)', 1e-3, { around: 10 }),
    directions: integer('[1, inf)', 1, { among: [1, 2, 4, 8] }),
    difference: choice('central', 'forward'),
    distribution: choice('normal', 'rademacher'),
    slope: choice('value', 'sign'),
    seed: integer('[0, inf)', 0),
    random: randomOption,
  },
  ({ perturbation, directions, difference, distribution, slope: taken, seed, random = seededRandom(seed) }) => ({
    provides: ['grad', 'loss'],
    evaluate(loss, variables, step) {
      const start = difference === 'forward' ? lossOf(owner, loss) : undefined;
      const drawn = drawnTangents(trainableOf(loss, variables), random, step, distribution, directions);
      return meanAlong(loss, drawn, (direction, loss) => {
        const lossAt = lossAlong(owner, loss, direction);
        const { value, slope } = start
          ? forwardDifference(start, lossAt, perturbation)
          : centralDifference(lossAt, perturbation);
        return { value, slope: taken === 'sign' ? tf.sign(slope) : slope };
      });
    },
  }),
);
