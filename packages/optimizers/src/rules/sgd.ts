import { number } from '@optimizer-zoo/schedulers';
import { defineOptimizer } from '../optimizer/define-optimizer.js';
import type { ZooOptimizer } from '../optimizer/optimizer.js';
import { momentum } from './momentum.js';

const plain = defineOptimizer({
  name: 'SGD',
  reference: 'Robbins and Monro 1951',
  checkedAgainst: 'torch 1.13.1',
  hyper: { learningRate: number('[0, inf)', 0.01), l2: number('[0, inf)', 0) },
  slots: [],
  update({ param: x, grad: g, learningRate, l2 }) {
    g = g.add(x.mul(l2));
    return { param: x.sub(g.mul(learningRate)) };
  },
});

/** Options of plain gradient descent, or those of `momentum`. */
export type SgdOptions = NonNullable<Parameters<typeof plain>[0] | Parameters<typeof momentum>[0]>;

const known = Object.keys(plain().getConfig());

/** Whether an option is given that plain descent has not. */
const wantsMomentum = (options: SgdOptions) =>
  Object.entries(options).some(([name, value]) => value !== undefined && !known.includes(name));

/**
 * Stochastic gradient descent: x ← x − learningRate (g + l2 x). Keeps no state; with the option `momentum` (or
 * `nesterov`, `dampening`) it is the optimizer `momentum`.
 *
 * Defaults: `learningRate` 0.01, `l2` 0.
 * Robbins and Monro 1951, "A Stochastic Approximation Method".
 */
export const sgd = Object.assign(
  (options: SgdOptions = {}): ZooOptimizer => (wantsMomentum(options) ? momentum(options) : plain(options)),
  { rule: plain.rule, forms: { 'momentum, if any of these is given': momentum.rule } },
);
