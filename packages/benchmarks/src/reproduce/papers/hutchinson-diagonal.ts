import { type GradientSource, hutchinson } from '@optimizer-zoo/optimizers';
import { fromExpression } from '@optimizer-zoo/testbed';
import { drawn, meanOf } from '../../theory/drawn.js';
import { defineReproduction, type Extent, type Figure } from '../reproduction.js';

const draws: Readonly<Record<Extent, number>> = { short: 250, full: 20_000 };
/** How many standard errors a mean may be off. */
const tolerance = 4;

/** ½ x' H x */
const quadratic = fromExpression({
  expression: '2 * x^2 + 0.5 * y^2 - z^2 + x * y - 2 * y * z + 0.5 * x * z',
  start: [1, 1, 1],
});
const H = [
  [4, 1, 0.5],
  [1, 1, -2],
  [0.5, -2, -2],
];

type Distribution = 'rademacher' | 'normal';
type Source = (distribution: Distribution) => GradientSource<'hessianDiagonal'>;

/** Of one draw. */
const varianceOf = (i: number, distribution: Distribution) =>
  H[i].reduce((sum, h, j) => sum + (j === i ? (distribution === 'normal' ? 2 * h ** 2 : 0) : h ** 2), 0);

export const hutchinsonDiagonal = defineReproduction({
  name: 'hutchinsonDiagonal',
  family: 'sophia',
  claim:
    'z ⊙ H z is diag H on average; its variance is Σ_j≠i H_ij² with z = ±1, and 2 H_ii² more with normal z, as Sophia-H draws it',
  source:
    'Bekas, Kokiopoulou and Saad 2007, doi:10.1016/j.apnum.2007.01.003; Liu et al. 2023, Sophia, arXiv:2305.14342, section 2.3',
  known: 'recalled',
  outcome: 'reproduced',
  subject: ((distribution) => hutchinson({ distribution, seed: 1 })) as Source,
  broken: {
    how: 'the mean of absolute values, as AdaHessian takes it',
    subject: ((distribution) => hutchinson({ distribution, seed: 1, averaging: 'lastAxes' })) as Source,
  },
  *measure(source, extent): Generator<Figure> {
    for (const distribution of ['rademacher', 'normal'] as const) {
      const estimates = drawn(quadratic, source(distribution), { draws: draws[extent], of: 'hessianDiagonal' });
      for (const [i, row] of H.entries()) {
        const own = estimates.map((estimate) => estimate[i]);
        const { mean, error } = meanOf(own);
        const squares = meanOf(own.map((value) => (value - row[i]) ** 2));
        const [of, variance] = [`${distribution}, element ${i + 1}`, varianceOf(i, distribution)];
        yield {
          of: `${of}: mean`,
          published: String(row[i]),
          ours: mean,
          least: row[i] - tolerance * error,
          most: row[i] + tolerance * error,
        };
        yield {
          of: `${of}: variance`,
          published: String(variance),
          ours: squares.mean,
          least: variance - tolerance * squares.error,
          most: variance + tolerance * squares.error,
        };
      }
    }
  },
});
