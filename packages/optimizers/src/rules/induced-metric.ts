import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { oneMinusPower, sum } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

interface Variant {
  readonly variant: 'sgd' | 'log' | 'rms';
}
const isLog = ({ variant }: Variant) => variant === 'log';
const isRms = ({ variant }: Variant) => variant === 'rms';

/**
 * Gradient descent in the metric that the loss's graph inherits from the space around it: steps shorten where the
 * landscape is steep, a smooth form of gradient clipping.
 *
 *     e ← β e + (1 − β) ξ ‖g‖²                 (one scalar for all variables)
 *     m ← momentum m + (1 − momentum) g
 *     x ← (1 − learningRate weightDecay) x − learningRate s m̂
 *
 *     'sgd':  s = 1 / (1 + ê)
 *     'log':  s = f / (f² + ê), the graph of log f; f is the loss before the step
 *     'rms':  as 'sgd' with ‖g‖² = Σ g² / (√r̂ + ε) and m̂ / (√r̂ + ε), where r ← betaRms r + (1 − betaRms) g²
 *
 * with m̂ = m / (1 − momentumᵗ), ê = e / (1 − βᵗ), r̂ = r / (1 − betaRmsᵗ). 'log' climbs where f < 0, and oscillates at a
 * fixed learning rate as f and g vanish together.
 * State: one slot of the variable's shape ('rms': two) and two scalars for all. Defaults: `variant` 'sgd', `learningRate` 0.1,
 * `momentum` 0.9, `xi` 0.1, `beta` 0.8, `weightDecay` 0; 'rms' also `betaRms` 0.99, `epsilon` 1e-8.
 * Harvey 2025, "The Optimiser Hidden in Plain Sight: Training with the Loss Landscape's Induced Metric",
 * arXiv:2509.03594.
 */
export const inducedMetric = defineRule({
  name: 'InducedMetric',
  reference: 'Harvey 2025, arXiv:2509.03594',
  checkedAgainst: 'the authors’ code, harveyThomas4692/Induced-Metric-Optimiser',
  hyper: {
    variant: choice('sgd', 'log', 'rms'),
    learningRate: number('[0, inf)', 0.1, { around: 100 }),
    momentum: number('[0, 1)', 0.9, { belowOne: 10 }),
    xi: number('[0, inf)', 0.1, { around: 10 }),
    beta: number('[0, 1)', 0.8, { belowOne: 10 }),
    weightDecay: number('[0, inf)', 0),
    betaRms: number('[0, 1)', 0.99, { belowOne: 10 }),
    epsilon: tiny(1e-8),
  },
  slots: ['m', 'r'],
  globalState: { e: 0, t: 0 }, // e is of all variables, and t counts its steps
  needs: ['loss'],
  onlyIf: { loss: isLog, r: isRms, betaRms: isRms, epsilon: isRms, correctionR: isRms },
  forms: { 'variant=log': { variant: 'log' }, 'variant=rms': { variant: 'rms' } },
  hostScalars: ({ momentum, beta, betaRms }, step, { t = 0 }) => ({
    correctionM: oneMinusPower(momentum, step),
    correctionE: oneMinusPower(beta, sum(t, 1)),
    correctionR: oneMinusPower(betaRms, step),
  }),
  update({ param: x, grad: g, loss: f, m, r, e, t, learningRate, momentum, xi, beta, weightDecay, ...rest }) {
    const { betaRms, epsilon, correctionM, correctionE, correctionR } = rest;
    r = betaRms && r?.ema(g.square(), betaRms);
    const metric = epsilon && correctionR && r?.div(correctionR).sqrt().add(epsilon);
    e = e.ema((metric ? g.div(metric.sqrt()) : g).globalSumOfSquares().mul(xi), beta);
    m = m.ema(g, momentum);
    const eHat = e.div(correctionE);
    const scale = f ? learningRate.mul(f).div(f.square().add(eHat)) : learningRate.div(eHat.add(1));
    const step = m.mul(scale.div(correctionM));
    const decayed = x.decay(learningRate.mul(weightDecay));
    return { m, r, e, t: t.add(1), param: decayed.sub(metric ? step.div(metric) : step) };
  },
});
