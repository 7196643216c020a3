import { forwardGradient } from '@optimizer-zoo/optimizers';
import { findProblem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { defineClaim } from '../claim.js';
import { squaredDistance, squaredNorm } from '../known.js';

const draws = 2000;
const problem = findProblem('quadratic');
const n = problem.dimension;

export const forwardGradientVariance = defineClaim({
  name: 'forwardGradientVariance',
  statement:
    'g ≈ (∇f·v) v in n dimensions: right on average, and E |g − ∇f|² = (n + 1) |∇f|² with normal v, (n − 1) |∇f|² with ±1',
  source:
    'Baydin et al. 2022, arXiv:2202.08587, theorem 1 (the mean); the variance from E |v|² (∇f·v)² = (n + 2) |∇f|², n |∇f|²',
  subject: 1,
  broken: { how: 'the average of two directions', subject: 2 },
  *measure(directions) {
    const instance = problem.create(0);
    const [x] = instance.variables;
    const exact = problem.float64!.gradient([...x.dataSync()]);
    const size = squaredNorm(exact);
    for (const [distribution, expected] of [
      ['normal', n + 1],
      ['rademacher', n - 1],
    ] as const) {
      const source = forwardGradient({ distribution, directions, seed: 1 });
      const mean = exact.map(() => 0);
      let variance = 0;
      for (let step = 1; step <= draws; step++) {
        const estimate = tf.tidy(() => [
          ...source.evaluate(() => instance.loss(step), [x], step).grads[x.name].dataSync(),
        ]);
        for (const [i, slope] of estimate.entries()) mean[i] += slope / draws;
        variance += squaredDistance(estimate, exact) / size / draws;
      }
      // The standard error of the variance is about 5 % with normal v, 3 % with ±1; that of the mean gives its bound.
      yield {
        at: `quadratic, ${distribution}, variance/|∇f|²`,
        measured: variance,
        most: 1.15 * expected,
        least: 0.85 * expected,
      };
      const bias = squaredDistance(mean, exact) / size;
      yield { at: `quadratic, ${distribution}, |mean − ∇f|²/|∇f|²`, measured: bias, most: (4 * expected) / draws };
    }
    instance.dispose();
  },
});
