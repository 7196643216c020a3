import { defineOptimizer } from '../define-optimizer.js';
import { real, tiny } from '../hyperparameters.js';
import type { ZooOptimizer } from '../optimizer.js';

const hyper = {
  learningRate: real(0.001, '[0, inf)'),
  rho: real(0.9, '[0, 1)'),
  momentum: real(0, '[0, 1)'),
  epsilon: tiny(1e-8),
};
const reference = 'Tieleman and Hinton 2012, lecture 6.5; Graves 2013, arXiv:1308.0850';
const checkedAgainst = 'torch 1.13.1';

const plain = defineOptimizer({
  name: 'RMSprop',
  reference,
  checkedAgainst,
  hyper,
  slots: ['v', 'b'],
  update({ param: x, grad: g, v, b, learningRate, rho, momentum, epsilon }) {
    v = v.ema(g.square(), rho);
    b = b.mul(momentum).add(g.div(v.sqrt().add(epsilon)));
    return { v, b, param: x.sub(b.mul(learningRate)) };
  },
});

const centered = defineOptimizer({
  name: 'RMSpropCentered',
  reference,
  checkedAgainst,
  hyper,
  slots: ['v', 'q', 'b'],
  update({ param: x, grad: g, v, q, b, learningRate, rho, momentum, epsilon }) {
    v = v.ema(g.square(), rho);
    q = q.ema(g, rho);
    const variance = v.sub(q.square()).maximum(0); // rounding may take it below
    b = b.mul(momentum).add(g.div(variance.sqrt().add(epsilon)));
    return { v, q, b, param: x.sub(b.mul(learningRate)) };
  },
});

/** Options of `rmsprop`. */
export type RmspropOptions = NonNullable<Parameters<typeof plain>[0]> & { centered?: boolean | undefined };

/**
 * RMSprop, in the form of torch.optim.RMSprop:
 *
 *     v ← ρ v + (1 − ρ) g²
 *     b ← momentum b + g / (√v + ε)             (`centered`: √(v − q²) for √v, where q ← ρ q + (1 − ρ) g)
 *     x ← x − learningRate b
 *
 * State: two slots of the variable's shape, three if `centered`. Defaults: `learningRate` 0.001, `rho` 0.9, `momentum` 0,
 * `epsilon` 1e-8 (outside the root; inside it in tf and Keras), `centered` false.
 * Tieleman and Hinton 2012, lecture 6.5 of "Neural Networks for Machine Learning"; centered: Graves 2013,
 * "Generating Sequences With Recurrent Neural Networks", arXiv:1308.0850.
 */
export const rmsprop = Object.assign(
  ({ centered: isCentered, ...options }: RmspropOptions = {}): ZooOptimizer =>
    isCentered ? centered(options) : plain(options),
  { rule: plain.rule, forms: { 'centered=true': centered.rule }, choosing: { centered: false } },
);
