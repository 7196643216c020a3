import { forwardGradient } from '@optimizer-zoo/optimizers';
import { findProblem, type Problem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { defineClaim, type Measurement } from '../claim.js';
import { squaredDistance, squaredNorm } from '../known.js';

const draws = 1000;
/** By how many standard errors a mean may be off. */
const tolerance = 5;

export const forwardGradientVariance = defineClaim({
  name: 'forwardGradientVariance',
  statement:
    'g = (∇f·v) v in n dimensions is ∇f on average, and E |g − ∇f|² = (n + 1) |∇f|² with normal v, (n − 1) |∇f|² with ±1',
  source:
    'Baydin et al. 2022, arXiv:2202.08587, theorem 1 (the mean); the variance from E |v|² (∇f·v)² = (n + 2) |∇f|², n |∇f|²',
  subject: 1,
  broken: { how: 'the average of two directions', subject: 2 },
  *measure(directions) {
    for (const problem of [findProblem('beale'), findProblem('quadratic')]) {
      for (const [distribution, variance] of [
        ['normal', problem.dimension + 1],
        ['rademacher', problem.dimension - 1],
      ] as const) {
        const source = forwardGradient({ distribution, directions, seed: 1 });
        yield* moments(problem, `${problem.name}, ${distribution}`, source, variance);
      }
    }
  },
});

function* moments(
  problem: Problem,
  name: string,
  source: ReturnType<typeof forwardGradient>,
  variance: number,
): Generator<Measurement> {
  const instance = problem.create(0);
  const [x] = instance.variables;
  const exact = problem.float64!.gradient([...x.dataSync()]);
  const size = squaredNorm(exact);
  const estimates = Array.from({ length: draws }, (_, i) =>
    tf.tidy(() => [...source.evaluate(() => instance.loss(i + 1), [x], i + 1).grads[x.name].dataSync()]),
  );
  instance.dispose();
  const errors = estimates.map((estimate) => squaredDistance(estimate, exact) / size);
  const found = errors.reduce((sum, error) => sum + error, 0) / draws;
  const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - found) ** 2, 0) / draws);
  const room = (tolerance * deviation) / Math.sqrt(draws) + 1e-4 * variance;
  const least = variance - room;
  yield {
    at: `${name}, |g − ∇f|²/|∇f|²`,
    measured: found,
    most: variance + room,
    least: least > 0 ? least : undefined,
  };
  const mean = exact.map((_, j) => estimates.reduce((sum, estimate) => sum + estimate[j], 0) / draws);
  const bias = squaredDistance(mean, exact) / size;
  yield { at: `${name}, |mean − ∇f|²/|∇f|²`, measured: bias, most: (tolerance ** 2 * variance) / draws };
}
