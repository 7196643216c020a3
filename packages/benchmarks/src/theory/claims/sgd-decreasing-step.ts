import { sgd } from '@optimizer-zoo/optimizers';
import { defineClaim } from '../claim.js';
import { leastSquaresSum, meanSquaredDistances } from '../finite-sum.js';

const seeds = 4;
const sum = leastSquaresSum(1);
const { mu } = sum.constants;
const constantSteps = 4 * Math.ceil(sum.Lmax / mu);
const first = 1 / (2 * sum.Lmax);

export const sgdDecreasingStep = defineClaim({
  name: 'sgdDecreasingStep',
  statement:
    'as in sgdConstantStep, K = ⌈L_max/μ⌉, step 1/(2 L_max) for t ≤ 4K, then (2t + 1)/((t + 1)² μ): E |x_t − x*|² ≤ 8 σ²/(μ² t) + 16 K² |x_0 − x*|²/(e² t²) for t ≥ 4K',
  source: 'Gower et al. 2019, arXiv:1901.09401, theorem 3.2',
  subject: (step: number) => (step - 1 <= constantSteps ? first : (2 * step - 1) / (step ** 2 * mu)),
  broken: { how: 'the first step kept', subject: () => first },
  *measure(learningRate) {
    const means = meanSquaredDistances(sum.problem, () => sgd({ learningRate }), { seeds, steps: 1500 });
    for (let t = constantSteps; t < means.length; t += 100) {
      const most = (8 * sum.variance) / (mu ** 2 * t) + (constantSteps / (Math.E * t)) ** 2 * means[0];
      yield { at: `leastSquaresSum, mean of ${seeds} seeds, step ${t}`, measured: means[t], most };
    }
  },
});
