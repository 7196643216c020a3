import { minimize, nagGs } from '@optimizer-zoo/optimizers/float64';
import { defineReproduction, type Figure } from '../reproduction.js';

const squares = { gradient: (x: ArrayLike<number>) => Array.from(x, (xi) => 2 * xi) };

/** x₁ after 200 steps. The authors' JAX code, and 'paper', begin with x; as v starts there, that step does nothing. */
function reached(variant: 'paper' | 'torch', mu: number): number {
  const optimizer = nagGs({ variant, alpha: 0.05, mu, gamma: 1.5 });
  return minimize(squares, [1, 1, 1], { optimizer, maxSteps: variant === 'paper' ? 199 : 200 }).x[0];
}

const near = (of: string, published: string, ours: number): Figure => {
  const ends = [1 - 2e-5, 1 + 2e-5].map((factor) => factor * Number(published)).sort((a, b) => a - b);
  return { of, published, ours, least: ends[0], most: ends[1] };
};

export const nagGsReadme = defineReproduction({
  name: 'nagGsReadme',
  family: 'nagGs',
  claim: 'f = x·x from (1, 1, 1), α = 0.05, μ = 1, γ = 1.5: each coordinate after 200 steps',
  source: 'Leplat et al. 2022, arXiv:2209.14937, README of skolai/nag-gs',
  known: 'read',
  outcome: 'reproduced',
  remark: 'Theirs is float32 and rounded to print, ours float64: accepted within 2e-5 of the figure.',
  subject: 1,
  broken: { how: 'half the μ', subject: 0.5 },
  *measure(mu) {
    yield near('JAX: x', '-6.888961e-5', reached('paper', mu));
    yield near('with constant γ: x', '2.9082e-4', reached('torch', mu));
  },
});
