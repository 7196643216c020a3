import { defineObserver } from './observer.js';
import { number } from './options/index.js';

/**
 * Distance over gradients, a step size for SGD without tuning, from the gradients g and points x so far:
 *
 *     max(initialDistance, max_i ||x_i - x_0||) / sqrt(sum_i ||g_i||^2 + epsilon)
 *
 * `observe({ distance, squaredGradientNorm })` before each step, with the distance of the present point from the first.
 * Defaults: `initialDistance` 1e-6, for which the authors recommend 1e-6 (1 + ||x_0||); `epsilon` 1e-8. They evaluate
 * an average of the iterates, not the last.
 * Ivgi, Hinder and Carmon 2023, "DoG is SGD's Best Friend: A Parameter-Free Dynamic Step Size Schedule",
 * arXiv:2302.12022.
 */
export const dog = defineObserver('dog', {
  options: { initialDistance: number('(0, inf)', 1e-6), epsilon: number('(0, inf)', 1e-8) },
  observes: { distance: number('[0, inf)'), squaredGradientNorm: number('[0, inf)') },
  state: { maxDistance: number('(0, inf)'), sumOfSquares: number('[0, inf)') },
  start: ({ initialDistance }) => ({ maxDistance: initialDistance, sumOfSquares: 0 }),
  observe: ({ maxDistance, sumOfSquares }, { distance, squaredGradientNorm }) => ({
    maxDistance: Math.max(maxDistance, distance),
    sumOfSquares: sumOfSquares + squaredGradientNorm,
  }),
  value: ({ maxDistance, sumOfSquares }, { epsilon }) => maxDistance / Math.sqrt(sumOfSquares + epsilon),
});
