import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { computed, oneMinusPower, sum } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * NAdam: Adam with Nesterov's momentum, whose rate grows.
 *
 *     μ(t) = β1 (1 − 0.96^(t momentumDecay) / 2),   P ← P μ(t)
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     x ← x − learningRate ( (1 − μ(t)) / (1 − P) g + μ(t+1) / (1 − P μ(t+1)) m ) / (√v̂ + ε),   v̂ = v / (1 − β2ᵗ)
 *
 * State: two slots of the variable's shape and a scalar for each variable. Defaults: `learningRate` 0.002, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-8, `momentumDecay` 0.004 (Keras: 1). torch 1.13 multiplied one μ too many.
 * Dozat 2016, "Incorporating Nesterov Momentum into Adam".
 */
export const nadam = defineRule({
  name: 'Nadam',
  reference: 'Dozat 2016',
  checkedAgainst: 'torch 2.15.0; keras 3.15.1',
  hyper: {
    learningRate: number('[0, inf)', 0.002, { logBetween: [1e-4, 1] }),
    beta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.999, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    momentumDecay: number('[0, inf)', 0.004),
  },
  slots: ['m', 'v'],
  variableState: { P: 1 },
  hostScalars({ beta1, beta2, momentumDecay }, step) {
    const mu = (t: number) =>
      computed([beta1, momentumDecay, t], (limit, decay, at) => limit * (1 - 0.5 * 0.96 ** (at * decay)));
    return { mu: mu(step), muNext: mu(sum(step, 1)), correction: oneMinusPower(beta2, step) };
  },
  update({ param: x, grad: g, m, v, P, learningRate, beta1, beta2, epsilon, mu, muNext, correction }) {
    P = P.mul(mu);
    m = m.ema(g, beta1);
    v = v.ema(g.square(), beta2);
    const ofGradient = mu.sub(1).div(P.sub(1));
    const ofMomentum = muNext.div(P.mul(muNext).sub(1).neg());
    const direction = g.mul(ofGradient).add(m.mul(ofMomentum)).div(v.div(correction).sqrt().add(epsilon));
    return { m, v, P, param: x.sub(direction.mul(learningRate)) };
  },
});
