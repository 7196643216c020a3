import { choice, number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * RMSprop:
 *
 *     v ← ρ v + (1 − ρ) g²
 *     'torch':  b ← momentum b + g / (√v + ε)                  x ← x − learningRate b
 *     'tf':     b ← momentum b + learningRate g / √(v + ε)     x ← x − b
 *
 * and if `centered`, v − q² for v in the second line, where q ← ρ q + (1 − ρ) g. 'torch' is torch.optim's; 'tf' that of
 * tf.train and of Keras, but for `centered` in tf.train, which subtracts ε and so has no number where the variance is
 * below it.
 *
 * State: two slots of the variable's shape, three if `centered`. Defaults: `variant` 'torch', `learningRate` 0.001, `rho`
 * 0.9 (`decay` in tf.train), `momentum` 0, `epsilon` 1e-8 (tf and Keras: 1e-7), `centered` false.
 * Tieleman and Hinton 2012, lecture 6.5 of "Neural Networks for Machine Learning"; centered: Graves 2013,
 * "Generating Sequences With Recurrent Neural Networks", arXiv:1308.0850.
 */
export const rmsprop = defineRule({
  name: 'RMSprop',
  reference: 'Tieleman and Hinton 2012, lecture 6.5; Graves 2013, arXiv:1308.0850',
  checkedAgainst: "torch 2.15.0 and optax 0.2.8 for 'torch'; tf.train 4.22 and keras 3.15.1 for 'tf'",
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    rho: number('[0, 1)', 0.9, { belowOne: 10 }),
    momentum: number('[0, 1)', 0),
    epsilon: tiny(1e-8),
    variant: choice('torch', 'tf'),
    centered: toggle(false),
  },
  slots: ['v', 'b', 'q'],
  onlyIf: { q: ({ centered }) => centered },
  forms: { 'centered=true': { centered: true } },
  tfSlots: {
    rms: 'v',
    mg: 'q',
    momentum: {
      slot: 'b', // tf has the learning rate in it
      by: 'learningRate',
      factor: ({ variant, learningRate }) => (variant === 'tf' ? 1 : 1 / learningRate),
    },
  },
  update({ param: x, grad: g, v, b, q, variant, learningRate, rho, momentum, epsilon }) {
    v = v.ema(g.square(), rho);
    q = q?.ema(g, rho);
    const variance = q ? v.sub(q.square()).maximum(0) : v; // rounding may take it below
    if (variant === 'tf') {
      b = b.mul(momentum).add(g.mul(learningRate).div(variance.add(epsilon).sqrt()));
      return { v, q, b, param: x.sub(b) };
    }
    b = b.mul(momentum).add(g.div(variance.sqrt().add(epsilon)));
    return { v, q, b, param: x.sub(b.mul(learningRate)) };
  },
});
