import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';

/**
 * Proximal gradient descent for f(x) + l1 Σ |x_j|, where f is the loss alone; with `momentum` it is accelerated:
 *
 *     y ← x + momentum (x − p)                          the gradient is measured at y
 *     p ← x
 *     x ← S(y − learningRate ∇f(y), learningRate l1),   S(z, s) = z − min(max(z, −s), s)
 *
 * so that weights become exactly zero. Without momentum it is ISTA. Momentum (t − 1) / (t + 2) at step t, such as
 * `momentum: (step) => (step - 1) / (step + 2)` (a `defineSchedule` where it is to be saved), makes it FISTA, and with `l1`
 * 0 Nesterov's method for convex functions.
 * Between steps the variables hold x. It needs `minimize` (or `model.fit`): gradients from elsewhere are an error.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.01 (1 / L, where L is the largest curvature of f),
 * `momentum` 0, `l1` 0.01.
 * Beck and Teboulle 2009, "A Fast Iterative Shrinkage-Thresholding Algorithm for Linear Inverse Problems",
 * doi:10.1137/080716542; Nesterov 1983; the momentum: Su, Boyd and Candès 2016, arXiv:1503.01243.
 */
export const proximalGradient = defineRule({
  name: 'ProximalGradient',
  reference: 'Beck and Teboulle 2009, doi:10.1137/080716542',
  checkedAgainst: 'jaxopt 0.8.5',
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    momentum: number('[0, 1)', 0),
    l1: number('[0, inf)', 0.01),
  },
  slots: ['p'],
  initial: ({ param }) => ({ p: param }),
  gradientAt: ({ param: x, p, momentum }) => x.add(x.sub(p).mul(momentum)),
  update({ param: x, grad: g, p, learningRate, momentum, l1 }) {
    const y = x.add(x.sub(p).mul(momentum));
    const z = y.sub(g.mul(learningRate));
    const s = l1.mul(learningRate);
    return { p: x, param: z.sub(z.maximum(s.neg()).minimum(s)) };
  },
});
