import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';
import { averaging, averagingAt, averagingScalars } from './schedule-free-averaging.js';

const hasInner = ({ innerMomentum }: { innerMomentum: number }) => innerMomentum !== 0;

/**
 * Schedule-free AdamW: `scheduleFreeSgd` with Adam's scaling.
 *
 *     y ← (1 − β1) z + β1 x                     the gradient g is measured at y
 *     v ← β2 v + (1 − β2) g²
 *     z ← z − γ ( g / (√v̂ + ε) + weightDecay y )
 *     x ← (1 − c) x + c z
 *
 * with v̂ = v / (1 − β2ᵗ), and γ and c as there; with the option `innerMomentum` ê stands for g in the third line, where
 * e ← innerMomentum e + (1 − innerMomentum) g and ê = e / (1 − innerMomentumᵗ). Between steps the variables hold x, and
 * it needs `minimize` or `model.fit`; see `scheduleFreeSgd`.
 * As Adam's, its first step is γ in every element that has a gradient, and x is all of it (c = 1): with many weights the loss may
 * double at a γ that is right later. That is the algorithm, to the digits of the authors' code; `warmupSteps` is their remedy.
 * State: two slots of the variable's shape, three with `innerMomentum`, and two scalars for each variable. Defaults: `learningRate` 0.0025,
 * `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-8, `weightDecay` 0, `warmupSteps` 0, `r` 0, `weightLrPower` 2, `innerMomentum` 0.
 * Defazio et al. 2024, "The Road Less Scheduled", arXiv:2405.15682.
 */
export const scheduleFreeAdamw = defineRule({
  name: 'ScheduleFreeAdamW',
  reference: 'Defazio et al. 2024, arXiv:2405.15682',
  checkedAgainst: 'the authors’ package, schedulefree 1.4.1; innerMomentum: their repository',
  hyper: {
    learningRate: number('[0, inf)', 0.0025, { around: 100 }),
    beta1: number('(0, 1)', 0.9, { belowOne: 5 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    weightDecay: number('[0, inf)', 0),
    innerMomentum: number('[0, 1)', 0),
    ...averaging,
  },
  slots: ['z', 'v', 'e'],
  onlyIf: { e: hasInner, correctionE: hasInner },
  forms: { 'innerMomentum=0.9': { innerMomentum: 0.9 } },
  initial: ({ param }) => ({ z: param }),
  variableState: averagingScalars,
  hostScalars: (settings, step, kept) => ({
    ...averagingAt(settings, step, kept),
    correction2: oneMinusPower(settings.beta2, step),
    correctionE: oneMinusPower(settings.innerMomentum, step),
  }),
  gradientAt: ({ param: x, z, beta1 }) => x.ema(z, beta1),
  update({ param: x, grad: g, z, v, e, beta1, beta2, epsilon, weightDecay, innerMomentum, gamma, c, weight, ...host }) {
    const y = x.ema(z, beta1);
    v = v.ema(g.square(), beta2);
    e = e?.ema(g, innerMomentum);
    const eHat = e && host.correctionE ? e.div(host.correctionE) : g;
    const u = eHat.div(v.div(host.correction2).sqrt().add(epsilon)).add(y.mul(weightDecay));
    z = z.sub(u.mul(gamma));
    return { z, v, e, param: z.ema(x, c), weightSum: host.weightSum.add(weight), largestRate: host.largestNow };
  },
});
