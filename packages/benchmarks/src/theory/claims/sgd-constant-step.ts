import { sgd } from '@optimizer-zoo/optimizers';
import { defineClaim } from '../claim.js';
import { leastSquaresSum, meanSquaredDistances } from '../finite-sum.js';

export const sgdConstantStep = defineClaim({
  name: 'sgdConstantStep',
  statement:
    'f = mean f_i, f μ-strongly convex, f_i convex and L_max-smooth, σ² = mean |∇f_i(x*)|², step η ≤ 1/(2 L_max): E |x_t − x*|² ≤ (1 − η μ)ᵗ |x_0 − x*|² + 2 η σ²/μ',
  source: 'Gower et al. 2019, SGD: General Analysis and Improved Rates, arXiv:1901.09401, theorem 3.1',
  subject: 0.5,
  broken: { how: 'steps of 2.1/L_max', subject: 2.1 },
  *measure(stepTimesLmax) {
    const { problem, constants, Lmax, variance } = leastSquaresSum(1);
    const [eta, { mu }] = [1 / (2 * Lmax), constants];
    const optimizer = () => sgd({ learningRate: stepTimesLmax / Lmax });
    const means = meanSquaredDistances(problem, optimizer, { seeds: 25, steps: 100 });
    for (const [t, measured] of means.entries()) {
      if (t === 0) continue; // nothing has happened
      const most = (1 - eta * mu) ** t * means[0] + (2 * eta * variance) / mu;
      yield { at: `leastSquaresSum, mean of 25 seeds, step ${t}`, measured, most };
    }
  },
});
