import { number, type Settings } from '@optimizer-zoo/schedulers';
import { defineOptimizer } from '../optimizer/define-optimizer.js';
import { oneMinusPower, sum } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';
import { variants } from '../rule/variants.js';

const reference = 'Harvey 2025, arXiv:2509.03594';
const checkedAgainst = 'the authors’ code, harveyThomas4692/Induced-Metric-Optimiser';
const hyper = {
  learningRate: number('[0, inf)', 0.1),
  momentum: number('[0, 1)', 0.9),
  xi: number('[0, inf)', 0.1),
  beta: number('[0, 1)', 0.8),
  weightDecay: number('[0, inf)', 0),
};
const globalState = { e: 0, t: 0 }; // e is of all variables, and t counts its steps
const scalars = (
  { momentum, beta }: Settings<typeof hyper>,
  step: number,
  { t = 0 }: { readonly [K in keyof typeof globalState]?: number },
) => ({
  correctionM: oneMinusPower(momentum, step),
  correctionE: oneMinusPower(beta, sum(t, 1)),
});

const sgd = defineOptimizer({
  name: 'InducedMetricSGD',
  reference,
  checkedAgainst,
  hyper,
  slots: ['m'],
  globalState,
  hostScalars: scalars,
  update({ param: x, grad: g, m, e, t, learningRate, momentum, xi, beta, weightDecay, correctionM, correctionE }) {
    e = e.ema(g.globalSumOfSquares().mul(xi), beta);
    m = m.ema(g, momentum);
    const scale = learningRate.div(e.div(correctionE).add(1));
    return { m, e, t: t.add(1), param: x.decay(learningRate.mul(weightDecay)).sub(m.mul(scale.div(correctionM))) };
  },
});

const log = defineOptimizer({
  name: 'InducedMetricLog',
  reference,
  checkedAgainst,
  hyper,
  slots: ['m'],
  globalState,
  needs: ['loss'],
  hostScalars: scalars,
  update({
    param: x,
    grad: g,
    loss: f,
    m,
    e,
    t,
    learningRate,
    momentum,
    xi,
    beta,
    weightDecay,
    correctionM,
    correctionE,
  }) {
    e = e.ema(g.globalSumOfSquares().mul(xi), beta);
    m = m.ema(g, momentum);
    const scale = learningRate.mul(f).div(f.square().add(e.div(correctionE)));
    return { m, e, t: t.add(1), param: x.decay(learningRate.mul(weightDecay)).sub(m.mul(scale.div(correctionM))) };
  },
});

const rms = defineOptimizer({
  name: 'InducedMetricRMS',
  reference,
  checkedAgainst,
  hyper: { ...hyper, betaRms: number('[0, 1)', 0.99), epsilon: tiny(1e-8) },
  slots: ['m', 'r'],
  globalState,
  hostScalars: (settings, step, kept) => ({
    ...scalars(settings, step, kept),
    correctionR: oneMinusPower(settings.betaRms, step),
  }),
  update({ param: x, grad: g, m, r, e, t, learningRate, momentum, xi, beta, betaRms, epsilon, weightDecay, ...host }) {
    r = r.ema(g.square(), betaRms);
    const metric = r.div(host.correctionR).sqrt().add(epsilon);
    e = e.ema(g.div(metric.sqrt()).globalSumOfSquares().mul(xi), beta);
    m = m.ema(g, momentum);
    const scale = learningRate.div(e.div(host.correctionE).add(1));
    return {
      m,
      r,
      e,
      t: t.add(1),
      param: x.decay(learningRate.mul(weightDecay)).sub(m.mul(scale.div(host.correctionM)).div(metric)),
    };
  },
});

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
export const inducedMetric = variants('inducedMetric', { sgd, log, rms }, 'sgd');
