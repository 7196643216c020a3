import { sgd } from '@optimizer-zoo/optimizers';
import { defineClaim } from '../claim.js';
import { leastSquaresSum, meanSquaredDistances } from '../finite-sum.js';

export const sgdInterpolation = defineClaim({
  name: 'sgdInterpolation',
  statement:
    'as in sgdConstantStep, σ = 0 (every f_i has its minimum at x*), step η = 1/L_max: E |x_t − x*|² ≤ (1 − η μ)ᵗ |x_0 − x*|²',
  source: 'Ma, Bassily and Belkin 2018, arXiv:1712.06559; as E |∇f_i(x)|² ≤ 2 L_max (f(x) − f*) there',
  subject: 1,
  broken: { how: 'steps of 2.5/L_max', subject: 2.5 },
  *measure(stepTimesLmax) {
    const { problem, constants, Lmax } = leastSquaresSum(0);
    const optimizer = () => sgd({ learningRate: stepTimesLmax / Lmax });
    const means = meanSquaredDistances(problem, optimizer, { seeds: 25, steps: 60 });
    for (const [t, measured] of means.entries()) {
      if (t === 0) continue; // nothing has happened
      const most = (1 - constants.mu / Lmax) ** t * means[0];
      yield { at: `leastSquaresSum, mean of 25 seeds, step ${t}`, measured, most };
    }
  },
});
