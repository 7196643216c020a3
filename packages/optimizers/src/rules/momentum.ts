import { defineOptimizer } from '../optimizer/define-optimizer.js';
import { real } from '../rule/hyperparameters.js';

/**
 * Gradient descent with heavy-ball momentum, or Nesterov's (`nesterov: true`), in the form of torch.optim.SGD:
 *
 *     g ← g + l2 x
 *     b ← momentum b + (1 − dampening) g        (b ← g at the first step)
 *     x ← x − learningRate b                    (Nesterov: x ← x − learningRate (g + momentum b))
 *
 * tf.train.momentum is this too. Keras has the learning rate in b, which differs only while it changes.
 *
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.01, `momentum` 0.9, `dampening` 0, `nesterov`
 * false, `l2` 0. The first step is the optimizer's, also for a variable that joins later.
 * Polyak 1964, "Some methods of speeding up the convergence of iteration methods"; Sutskever et al. 2013, "On the
 * importance of initialization and momentum in deep learning".
 */
export const momentum = defineOptimizer({
  name: 'Momentum',
  reference: 'Polyak 1964; Sutskever et al. 2013',
  checkedAgainst: 'torch 1.13.1',
  hyper: {
    learningRate: real(0.01, '[0, inf)'),
    momentum: real(0.9, '[0, 1)'),
    dampening: real(0, '[0, 1)'),
    nesterov: false,
    l2: real(0, '[0, inf)'),
  },
  slots: ['b'],
  tfSlots: { momentum: 'b' },
  momentumSlot: 'b',
  hostScalars: ({ dampening }, step) => ({ weight: step === 1 ? 1 : 1 - dampening }),
  update({ param: x, grad: g, b, learningRate, momentum, nesterov, l2, weight }) {
    g = g.add(x.mul(l2));
    b = b.mul(momentum).add(g.mul(weight));
    const direction = nesterov ? g.add(b.mul(momentum)) : b;
    return { b, param: x.sub(direction.mul(learningRate)) };
  },
});
