import { sgd } from '@optimizer-zoo/optimizers';
import { findProblem } from '@optimizer-zoo/testbed';
import { defineClaim } from '../claim.js';
import { descend } from '../descend.js';
import { known, squaredDistance } from '../known.js';

export const gradientDescentStronglyConvex = defineClaim({
  name: 'gradientDescentStronglyConvex',
  statement:
    'f μ-strongly convex, L-smooth, step 2/(L + μ): |x_{t+1} − x*| ≤ (L − μ)/(L + μ) |x_t − x*|, attained where all curvatures are L or μ',
  source:
    'Polyak 1987, Introduction to Optimization, section 1.4, theorem 3; Taylor, Hendrickx and Glineur 2018, arXiv:1705.04398, theorem 3.1',
  subject: 2,
  broken: { how: 'steps of 2.2/(L + μ)', subject: 2.2 },
  *measure(factor) {
    for (const name of ['booth', 'logisticRidge', 'ridgeRegression']) {
      const { problem, constants, minimizer } = known(findProblem(name));
      const { L, mu } = constants;
      const shrinkage = ((L - mu) / (L + mu)) ** 2;
      let before: number | undefined;
      let t = 0;
      for (const x of descend(problem, sgd({ learningRate: factor / (L + mu) }), 15)) {
        const now = squaredDistance(x, minimizer);
        if (before !== undefined) {
          // The curvatures of Booth's function are L and μ, and no others.
          const least = name === 'booth' ? 0.999 * shrinkage : undefined;
          yield { at: `${name}, step ${t}, |x − x*|² by that before`, measured: now / before, most: shrinkage, least };
        }
        before = now;
        t++;
      }
    }
  },
});
