import { forwardGradient, type GradientSource } from '@optimizer-zoo/optimizers';
import { findProblem } from '@optimizer-zoo/testbed';
import { drawn, meanOf } from '../../theory/drawn.js';
import { squaredNorm } from '../../theory/known.js';
import { misscaled } from '../misscaled.js';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';

const draws: Readonly<Record<Extent, number>> = { short: 300, full: 20_000 };
/** How many standard errors a mean may be off: once in 16 000 means it is. */
const tolerance = 4;

/** How many standard errors a mean is from where it should be. */
const distance = ({ mean, error }: ReturnType<typeof meanOf>, expected: number) => Math.abs(mean - expected) / error;

export const forwardGradientMoments = defineReproduction({
  name: 'forwardGradientMoments',
  family: 'forwardGradient',
  claim: 'g = (∇f·v) v with normal v is ∇f on average, and E |g|² = (n + 2) |∇f|² in n dimensions',
  source: 'Baydin et al. 2022, arXiv:2202.08587; the square: Belouze 2022, arXiv:2209.06302',
  known: 'recalled',
  outcome: 'reproduced',
  remark:
    'That it is unbiased was read in the abstract. Both follow from the moments of a normal vector. Means of so many draws may be four standard errors off.',
  subject: (source: GradientSource) => source,
  broken: { how: 'slopes twice as large', subject: misscaled('grads', 2) },
  *measure(made, extent): Generator<Figure> {
    for (const name of ['beale', 'rosenbrock', 'rosenbrockChain:10']) {
      const problem = findProblem(name);
      const estimates = drawn(problem, made(forwardGradient({ seed: 1 })), { draws: draws[extent], of: 'grads' });
      const exact = problem.float64!.gradient(problem.start!(0));
      const off = exact.map((gi, i) => distance(meanOf(estimates.map((estimate) => estimate[i])), gi));
      const squares = meanOf(estimates.map((estimate) => squaredNorm(estimate) / squaredNorm(exact)));
      const n = problem.dimension;
      yield { of: `${name}: standard errors from ∇f`, published: '0', ours: Math.max(...off), most: tolerance };
      yield {
        of: `${name}: E |g|² / |∇f|²`,
        published: `n + 2 = ${n + 2}`,
        ours: squares.mean,
        least: n + 2 - tolerance * squares.error,
        most: n + 2 + tolerance * squares.error,
      };
    }
  },
});
