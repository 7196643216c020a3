import { minimize, nagGs } from '@optimizer-zoo/optimizers/float64';
import { defineReproduction, type Figure, printed } from '../reproduction.js';

/** Makes an optimizer with this step size, and γ = μ = 1. */
type Made = (alpha: number) => ReturnType<typeof nagGs>;

const withMu =
  (mu: number): Made =>
  (alpha) =>
    nagGs({ alpha, mu, gamma: mu });

/**
 * The spectral radius of a step on λ x² / 2. The step is linear in x and v, so that points follow x₊₊ = t x₊ − d x with its
 * trace t and determinant d, which four of them tell.
 */
function radius(optimizer: ReturnType<Made>, lambda: number): number {
  const x = [1];
  minimize({ gradient: ([at]) => [lambda * at] }, x, {
    optimizer,
    maxSteps: 3,
    callback: ({ x: [at] }) => {
      x.push(at);
    },
  });
  const size = x[1] * x[1] - x[0] * x[2];
  const trace = (x[1] * x[2] - x[0] * x[3]) / size;
  const determinant = (x[2] * x[2] - x[1] * x[3]) / size;
  const discriminant = trace ** 2 / 4 - determinant;
  return discriminant < 0 ? Math.sqrt(determinant) : Math.abs(trace) / 2 + Math.sqrt(discriminant);
}

/** Of a quadratic with curvatures from 1 to L: the ends decide. */
const radiusOver = (made: Made, L: number, alpha: number) => Math.max(radius(made(alpha), 1), radius(made(alpha), L));

/** Where over (low, high) a function with one minimum has it: by thirds. */
function lowest(f: (alpha: number) => number, low: number, high: number): number {
  const third = (high - low) / 3;
  if (third < 1e-6) return (low + high) / 2;
  return f(low + third) < f(high - third) ? lowest(f, low, high - third) : lowest(f, low + third, high);
}

/** Where over (low, high) a step begins to diverge: by halves. */
function limit(f: (alpha: number) => number, low: number, high: number): number {
  const middle = (low + high) / 2;
  if (high - low < 1e-6) return middle;
  return f(middle) < 1 ? limit(f, middle, high) : limit(f, low, middle);
}

export const nagGsSteps = defineReproduction({
  name: 'nagGsSteps',
  family: 'nagGs',
  claim:
    'quadratic with curvatures from μ = 1 to L, γ = μ: the best step is (2μ + 2√(μL))/(L − μ), and the largest (2μ + 2√(μL − μ²))/(L − 2μ); where L < 2μ every step is stable',
  source: 'Leplat et al. 2022, arXiv:2209.14937, the notebook of skolai/nag-gs, curvatures (1, 1, 3)',
  known: 'read',
  outcome: 'reproduced',
  remark: 'Step and limit are searched with the rule as it is, by the spectral radius of its step.',
  subject: withMu(1),
  broken: { how: 'half the μ', subject: withMu(0.5) },
  *measure(made): Generator<Figure> {
    const over = (L: number) => (alpha: number) => radiusOver(made, L, alpha);
    yield printed('L = 3: best step', 2.7320508, lowest(over(3), 0.5, 4.5), 1e-4);
    yield printed('L = 3: spectral radius there', 0.26795, radiusOver(made, 3, 2.7320508), 1e-4);
    yield printed('L = 3: largest step', 4.8284271, limit(over(3), 3, 10), 1e-4);
    yield printed('L = 3: spectral radius at 0.98 of it', 0.983, radiusOver(made, 3, 0.98 * 4.8284271), 1e-3);
    yield printed('L = 3: spectral radius at 1.02 of it', 1.016, radiusOver(made, 3, 1.02 * 4.8284271), 1e-3);
    yield printed(
      'L = 1.9: spectral radius at the best step',
      0.1591,
      radiusOver(made, 1.9, lowest(over(1.9), 1, 20)),
      1e-4,
    );
    yield printed(
      'L = 100: spectral radius at the best step',
      0.81818,
      radiusOver(made, 100, lowest(over(100), 0.1, 0.5)),
      1e-4,
    );
    yield {
      of: 'L = 1.9: spectral radius at α = 50',
      published: 'stable',
      ours: radiusOver(made, 1.9, 50),
      most: 0.999,
    };
  },
});
