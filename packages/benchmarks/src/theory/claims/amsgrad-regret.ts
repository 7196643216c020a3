import { adam, amsgrad, type ZooOptimizer } from '@optimizer-zoo/optimizers';
import { inverseSquareRootDecay } from '@optimizer-zoo/schedulers';
import { findProblem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { type Claim, defineClaim } from '../claim.js';
import { descend } from '../descend.js';

/** Of theorem 1: costs C x at every third step, else −x. */
const [C, alpha, beta2] = [4, 0.5, 1 / 17];
const options = { learningRate: inverseSquareRootDecay({ initialValue: alpha }), beta1: 0, beta2 };
const withAdam = () => adam(options);
const withAmsgrad = () => amsgrad(options);

/** (1/T) Σ c_t (x_t − x*) with x* = −1, at every hundredth cycle of three costs. */
function* averageRegrets(optimizer: ZooOptimizer): Generator<{ readonly T: number; readonly regret: number }> {
  const problem = findProblem('amsgradTheorem1');
  const costs = problem.create(0);
  const costAt = (step: number) => tf.tidy(() => costs.lossAt([tf.tensor1d([1])], step).dataSync()[0]);
  let [T, sum] = [0, 0];
  for (const [x] of descend(problem, optimizer, 2999)) {
    T++;
    sum += costAt(T) * (x + 1);
    if (T % 300 === 0) yield { T, regret: sum / T };
  }
  costs.dispose();
}

/** AMSGrad against Adam, with the same options on the same costs. */
export const amsgradRegrets: readonly Claim[] = [
  defineClaim({
    name: 'adamRegret',
    statement: `costs C x at t mod 3 = 1, else −x, on [−1, 1], C = ${C}, β1 = 0, β2 = 1/(1 + C²), step α/√t, α < √(1 − β2): Adam is at 1, the worst point, at every third step, so that its average regret stays ≥ (2C − 4)/3`,
    source: 'Reddi, Kale and Kumar 2018, arXiv:1904.09237, theorem 1',
    subject: withAdam,
    broken: { how: 'AMSGrad in place of Adam', subject: withAmsgrad },
    *measure(optimizer) {
      for (const { T, regret } of averageRegrets(optimizer())) {
        yield { at: `amsgradTheorem1, ${T} costs, average regret`, measured: regret, least: (2 * C - 4) / 3 };
      }
    },
  }),
  defineClaim({
    name: 'amsgradRegret',
    statement:
      'slopes up to G on an interval of length D, β1 = 0, step α/√t: AMSGrad’s average regret is ≤ (D² G/(2α) + α G/√(1 − β2))/√T',
    source: 'Reddi, Kale and Kumar 2018, arXiv:1904.09237, theorem 4, in one dimension without momentum',
    subject: withAmsgrad,
    broken: { how: 'Adam in place of AMSGrad', subject: withAdam },
    *measure(optimizer) {
      const D = 2;
      const factor = (D ** 2 * C) / (2 * alpha) + (alpha * C) / Math.sqrt(1 - beta2);
      for (const { T, regret } of averageRegrets(optimizer())) {
        yield { at: `amsgradTheorem1, ${T} costs, average regret`, measured: regret, most: factor / Math.sqrt(T) };
      }
    },
  }),
];
