import { gradientNoise, minimize, nagGs } from '@optimizer-zoo/optimizers/float64';
import { mean } from '../../report/statistics.js';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';

const mu = 1;
const center = 5;
const steps = 200;
/** How many standard errors a figure of samples may be off. */
const errors = 4;

interface Setting {
  readonly curvatures: readonly number[];
  readonly alpha: number;
  readonly words: string;
}
const settings: readonly Setting[] = [
  { curvatures: [1, 1, 3], alpha: 1 + Math.sqrt(3), words: 'L = 3, best step' },
  { curvatures: [1, 1, 3], alpha: (1 + Math.sqrt(3)) / 2, words: 'L = 3, half of it' },
  { curvatures: [1, 1, 1.9], alpha: 5.285344, words: 'L = 1.9, best step' },
];

/**
 * The variance of x at last. With k = 1 / (1 + α) a step is x₊₊ = (2k + αkp) x₊ − k² x + αkn ξ, p = α (μ − λ) k / μ and
 * n = √α k / μ: an autoregression of order 2, whose variance is in every textbook (Box and Jenkins 1970).
 */
function varianceAt(alpha: number, lambda: number): number {
  const k = 1 / (1 + alpha);
  const first = 2 * k + (alpha ** 2 * (mu - lambda) * k ** 2) / mu;
  const second = -(k ** 2);
  const noise = (alpha ** 1.5 * k ** 2) / mu;
  return (noise ** 2 * (1 - second)) / ((1 + second) * ((1 - second) ** 2 - first ** 2));
}

/** Where runs end that differ in their noise: the rule goes element by element, so that all of them are one run. */
function ends({ curvatures, alpha }: Setting, assumed: number, samples: number): number[][] {
  const lambdas = Array.from({ length: samples }, () => curvatures).flat();
  const bowl = { gradient: (x: ArrayLike<number>) => Array.from(x, (xi, i) => lambdas[i] * (xi - center)) };
  // Noise √α ξ beside α g in the step is ξ / √α in the gradient.
  const objective = gradientNoise(bowl, { standardDeviation: 1 / Math.sqrt(alpha), seed: 1 });
  const optimizer = nagGs({ alpha, mu: assumed, gamma: assumed });
  const { x } = minimize(
    objective,
    Array.from(lambdas, () => 0),
    { optimizer, maxSteps: steps },
  );
  return curvatures.map((_, j) => Array.from({ length: samples }, (_, i) => x[curvatures.length * i + j]));
}

const varianceOf = (values: readonly number[]) => mean(values.map((value) => (value - mean(values)) ** 2));

export const nagGsCovariance = defineReproduction({
  name: 'nagGsCovariance',
  family: 'nagGs',
  claim:
    'noisy quadratic, σ = 1, γ = μ = 1: after 200 steps the mean of x is the minimiser, and its variance that of the linear recursion',
  source: 'Leplat et al. 2022, arXiv:2209.14937, experiment A of the notebook of skolai/nag-gs',
  known: 'recalled',
  outcome: 'reproduced',
  remark:
    'The setting was read; it has 200 000 samples, here are 2000. The covariance at stationarity in the paper was not: the variance beside ours is derived here, of an autoregression of order 2.',
  subject: mu,
  broken: { how: 'half the μ', subject: mu / 2 },
  *measure(assumed, extent: Extent): Generator<Figure> {
    const samples = extent === 'full' ? 2000 : 400;
    for (const setting of settings) {
      const { curvatures, alpha, words } = setting;
      for (const [j, values] of ends(setting, assumed, samples).entries()) {
        const exact = varianceAt(alpha, curvatures[j]);
        const of = `${words}, x${j + 1}`;
        const offset = mean(values) - center;
        const room = errors * Math.sqrt(exact / samples);
        yield { of: `${of}: mean − minimiser`, published: '0', ours: offset, least: -room, most: room };
        const share = errors * Math.sqrt(2 / samples);
        const [least, most] = [exact * (1 - share), exact * (1 + share)];
        yield { of: `${of}: variance`, published: exact.toPrecision(4), ours: varianceOf(values), least, most };
      }
    }
  },
});
