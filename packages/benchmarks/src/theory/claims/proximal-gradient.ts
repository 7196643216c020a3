import { proximalGradient } from '@optimizer-zoo/optimizers';
import { findProblem, scale } from '@optimizer-zoo/testbed';
import { type Claim, defineClaim } from '../claim.js';
import { descend } from '../descend.js';
import { huber } from '../huber.js';
import { known, squaredDistance } from '../known.js';

const steps = 150;

/** f, F = f + l1 |x|₁, and l1. The lasso is least squares on the same data with 0.05 |w|₁; here w = 2x, so that L = 4. */
const cases = [
  { smooth: scale(findProblem('leastSquares'), 2), whole: scale(findProblem('lasso'), 2), l1: 0.1 },
  { smooth: huber(steps), whole: huber(steps, 0.1), l1: 0.1 },
];

function* gaps(stepTimesL: number, momentum: (step: number) => number, bound: (L: number, t: number) => number) {
  for (const { smooth, whole, l1 } of cases) {
    const { L } = known(smooth).constants;
    const { value: lowest, point: minimizer } = whole.minimum!;
    let t = 0;
    let reach = 0;
    for (const x of descend(smooth, proximalGradient({ learningRate: stepTimesL / L, momentum, l1 }), steps)) {
      const measured = whole.float64!.value(x) - lowest;
      if (t === 0) reach = squaredDistance(x, minimizer!);
      else yield { at: `${whole.name}, step ${t}`, measured, most: bound(L, t) * reach };
      t++;
    }
  }
}

/** The proximal gradient method for F = f + l1 |x|₁, plain and accelerated. */
export const proximalGradients: readonly Claim[] = [
  defineClaim({
    name: 'ista',
    statement: 'F = f + l1 |x|₁, f convex, L-smooth, step 1/L: F(x_t) − F* ≤ L |x_0 − x*|² / (2t)',
    source: 'Beck and Teboulle 2009, doi:10.1137/080716542, theorem 3.1',
    subject: 1,
    broken: { how: 'steps of 2.1/L', subject: 2.1 },
    measure: (stepTimesL) =>
      gaps(
        stepTimesL,
        () => 0,
        (L, t) => L / (2 * t),
      ),
  }),
  defineClaim({
    name: 'fista',
    statement:
      'F = f + l1 |x|₁, f convex, L-smooth, step 1/L, momentum (t − 1)/(t + 2): F(x_t) − F* ≤ 2L |x_0 − x*|² / (t + 1)²',
    source:
      'Beck and Teboulle 2009, doi:10.1137/080716542, theorem 4.4; with this momentum: Su, Boyd and Candès 2016, arXiv:1503.01243',
    subject: (step: number) => (step - 1) / (step + 2),
    broken: { how: 'half the momentum', subject: (step: number) => (step - 1) / (step + 2) / 2 },
    measure: (momentum) => gaps(1, momentum, (L, t) => (2 * L) / (t + 1) ** 2),
  }),
];
