import { forwardGradient } from '@optimizer-zoo/optimizers';
import { findProblem, type Problem } from '@optimizer-zoo/testbed';
import { defineClaim, type Measurement } from '../claim.js';
import { drawn, meanOf } from '../drawn.js';
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
  const estimates = drawn(problem, source, { draws, of: 'grads' });
  const exact = problem.float64!.gradient(problem.start!(0));
  const size = squaredNorm(exact);
  const found = meanOf(estimates.map((estimate) => squaredDistance(estimate, exact) / size));
  const room = tolerance * found.error + 1e-4 * variance;
  const least = variance - room;
  yield {
    at: `${name}, |g − ∇f|²/|∇f|²`,
    measured: found.mean,
    most: variance + room,
    least: least > 0 ? least : undefined,
  };
  const mean = exact.map((_, j) => meanOf(estimates.map((estimate) => estimate[j])).mean);
  const bias = squaredDistance(mean, exact) / size;
  yield { at: `${name}, |mean − ∇f|²/|∇f|²`, measured: bias, most: (tolerance ** 2 * variance) / draws };
}
