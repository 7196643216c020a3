import { momentum } from '@optimizer-zoo/optimizers';
import { findProblem } from '@optimizer-zoo/testbed';
import { defineClaim } from '../claim.js';
import { descend } from '../descend.js';
import { known, squaredDistance } from '../known.js';

export const nesterovStronglyConvex = defineClaim({
  name: 'nesterovStronglyConvex',
  statement:
    'f μ-strongly convex, L-smooth, step 1/L, momentum (√L − √μ)/(√L + √μ): f(x_t) − f* ≤ (1 − √(μ/L))ᵗ (f(x_0) − f* + μ/2 |x_0 − x*|²)',
  source: 'Nesterov 2004; d’Aspremont, Scieur and Taylor 2021, Acceleration Methods, arXiv:2101.09545, corollary 4.15',
  subject: 1,
  broken: { how: 'half the momentum', subject: 0.5 },
  *measure(share) {
    for (const name of ['quadratic', 'quadraticSpectrum', 'logisticRidge']) {
      const { problem, f, constants, minimizer, lowest } = known(findProblem(name));
      const [root, least] = [Math.sqrt(constants.L), Math.sqrt(constants.mu)];
      const beta = (share * (root - least)) / (root + least);
      const optimizer = momentum({ learningRate: 1 / constants.L, momentum: beta, nesterov: true });
      let energy = 0;
      let t = 0;
      for (const y of descend(problem, optimizer, 250)) {
        if (t === 0) energy = f.value(y) - lowest + (constants.mu / 2) * squaredDistance(y, minimizer);
        t++;
        // The variables hold y; x is a gradient step from there.
        const slope = f.gradient(y);
        const x = y.map((yi, i) => yi - slope[i] / constants.L);
        const shrinkage = (1 - least / root) ** t;
        if (shrinkage < 1e-9) break; // float32 ends here
        yield { at: `${name}, step ${t}`, measured: f.value(x) - lowest, most: energy * shrinkage };
      }
    }
  },
});
