import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { averaging, averagingAt, averagingScalars } from './schedule-free-averaging.js';

/**
 * Schedule-free SGD: no learning-rate schedule and no length of training to be known beforehand.
 *
 *     y ← (1 − β) z + β x                       the gradient is measured at y
 *     z ← z − γ (∇f(y) + weightDecay y)
 *     x ← (1 − c) x + c z
 *
 * with γ = learningRate min(1, t / warmupSteps) and c = w / Σ w over the steps so far, w = tʳ (max γ)^weightLrPower.
 *
 * Between steps the variables hold x, the average, which is the point to evaluate and to save: there is no mode to
 * switch, as in the authors' code, where they hold y. In return it needs `minimize` (or `model.fit`), which goes to y
 * and back; gradients from elsewhere are an error. The statistics of batch normalization are those at y.
 * State: one slot of the variable's shape (z) and two scalars for each variable. Defaults: `learningRate` 1, `beta` 0.9, `warmupSteps` 0,
 * `weightDecay` 0, `r` 0, `weightLrPower` 2.
 * Defazio et al. 2024, "The Road Less Scheduled", arXiv:2405.15682.
 */
export const scheduleFreeSgd = defineRule({
  name: 'ScheduleFreeSGD',
  reference: 'Defazio et al. 2024, arXiv:2405.15682',
  checkedAgainst: 'the authors’ package, schedulefree 1.4.1',
  hyper: {
    learningRate: number('[0, inf)', 1, { around: 10 }),
    beta: number('(0, 1)', 0.9, { belowOne: 5 }),
    weightDecay: number('[0, inf)', 0),
    ...averaging,
  },
  slots: ['z'],
  initial: ({ param }) => ({ z: param }),
  variableState: averagingScalars,
  hostScalars: averagingAt,
  gradientAt: ({ param: x, z, beta }) => x.ema(z, beta),
  update({ param: x, grad: g, z, beta, weightDecay, gamma, c, weight, weightSum, largestNow }) {
    const y = x.ema(z, beta);
    z = z.sub(g.add(y.mul(weightDecay)).mul(gamma));
    return { z, param: z.ema(x, c), weightSum: weightSum.add(weight), largestRate: largestNow };
  },
});
