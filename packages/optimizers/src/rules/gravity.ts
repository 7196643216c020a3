import { choice, number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { difference, product, quotient, sum } from '../rule/host-scalars.js';

/**
 * Gravity: gradient descent that all but ignores large gradients, with a momentum whose decay grows.
 *
 *     ζ = g / (1 + (g max|g|)²)
 *     V ← w V + (1 − w) ζ,   w = (β t + 1) / (t + 2)
 *     x ← x − learningRate V
 *
 * The maximum is over one variable. t counts from 0 ('paper': the author's derivation and Keras code) or 1 ('torch': their
 * PyTorch code). Not scale-invariant: where |g| max|g| is large, hardly anything moves.
 * The authors draw V's start from a normal distribution of deviation α / learningRate; here it is 0, so there is no α.
 * State: one slot of the variable's shape. Defaults: `variant` 'paper', `learningRate` 0.1, `beta` 0.9.
 * Bahrami and Zadeh 2021, "Gravity Optimizer: a Kinematic Approach on Optimization in Deep Learning", arXiv:2101.09192.
 */
export const gravity = defineRule({
  name: 'Gravity',
  reference: 'Bahrami and Zadeh 2021, arXiv:2101.09192',
  checkedAgainst: "the authors’ code, dariush-bahrami/gravity.optimizer, for 'torch', with V at 0",
  hyper: {
    variant: choice('paper', 'torch'),
    learningRate: number('[0, inf)', 0.1, { around: 100 }),
    beta: number('[0, 1)', 0.9, { belowOne: 10 }),
  },
  slots: ['V'],
  hostScalars({ variant, beta }, step) {
    const t = variant === 'paper' ? difference(step, 1) : step;
    return { weight: quotient(sum(product(beta, t), 1), sum(t, 2)) };
  },
  update({ param: x, grad: g, V, learningRate, weight }) {
    const zeta = g.div(g.mul(g.abs().max()).square().add(1)); // the paper's g / (1 + (g / m)²), m = 1 / max|g|, also at g = 0
    V = V.ema(zeta, weight);
    return { V, param: x.sub(V.mul(learningRate)) };
  },
});
