import { nagGs } from '@optimizer-zoo/optimizers';
import { fromExpression } from '@optimizer-zoo/testbed';
import type * as tf from '@tensorflow/tfjs';
import { defineClaim } from '../claim.js';
import { descend } from '../descend.js';
import { squaredNorm } from '../known.js';

const mu = 1;

/** By how much the distance from the minimiser grows at each step, late in a run. */
function growth(L: number, optimizer: tf.Optimizer, [from, to]: readonly [number, number]): number {
  const bowl = fromExpression({ expression: `(x1^2 + x2^2 + ${L} * x3^2) / 2`, start: [1, -2, 3] });
  const norms = [...descend(bowl, optimizer, to)].map((x) => Math.sqrt(squaredNorm(x)));
  return (norms[to] / norms[from]) ** (1 / (to - from));
}

/** The spectral radius of a step of (x, v) with curvature λ and constant γ = μ. */
function radius(alpha: number, lambda: number): number {
  const pull = (alpha * (mu - lambda)) / (mu + alpha * mu);
  const keep = 1 / (1 + alpha);
  const [trace, determinant] = [(1 + alpha * pull) * keep + keep, keep * keep];
  const discriminant = trace ** 2 / 4 - determinant;
  return discriminant < 0 ? Math.sqrt(determinant) : Math.abs(trace) / 2 + Math.sqrt(discriminant);
}

export const nagGsStability = defineClaim({
  name: 'nagGsStability',
  statement:
    'quadratic with curvatures from μ to L, γ = μ: best step α = 2 (μ + √(μ L))/(L − μ); it is stable up to 2 (μ + √(μ L − μ²))/(L − 2μ), at every step where L ≤ 2μ',
  source: 'Leplat et al. 2022, NAG-GS, arXiv:2209.14937: spectral radius of a step',
  subject: mu,
  broken: { how: 'half the μ', subject: mu / 2 },
  *measure(assumed) {
    const L = 3;
    const best = (2 * (mu + Math.sqrt(mu * L))) / (L - mu);
    const limit = (2 * (mu + Math.sqrt(mu * L - mu ** 2))) / (L - 2 * mu);
    const at = (alpha: number) => nagGs({ alpha, mu: assumed, gamma: assumed });
    for (const share of [0.98, 1.02]) {
      const expected = Math.max(radius(share * limit, mu), radius(share * limit, L));
      const measured = growth(L, at(share * limit), [60, 100]);
      yield { at: `L/μ = 3, ${share} of the limit, growth`, measured, most: 1.001 * expected, least: 0.999 * expected };
      yield { at: `L/μ = 3, ${share} of the limit, growth`, measured, ...(share < 1 ? { most: 1 } : { least: 1 }) };
    }
    // A double root: t ρᵗ.
    const fastest = radius(best, L);
    yield { at: 'L/μ = 3, best step, growth', measured: growth(L, at(best), [20, 40]), most: fastest * 2 ** (1 / 20) };
    for (const share of [0.8, 0.9, 1.1, 1.2]) {
      yield {
        at: `L/μ = 3, ${share} of the best step, growth`,
        measured: growth(L, at(share * best), [20, 40]),
        least: fastest,
      };
    }
    yield { at: 'L/μ = 1.9, α = 50, growth', measured: growth(1.9, at(50), [20, 100]), most: 1 };
  },
});
