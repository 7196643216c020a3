import { number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { atFirst, oneMinus } from '../rule/host-scalars.js';

const hasMomentum = ({ momentum }: { momentum: number }) => momentum !== 0;

/**
 * Stochastic gradient descent; with heavy-ball momentum, or Nesterov's (`nesterov: true`), in the form of torch.optim.SGD:
 *
 *     g ← g + l2 x
 *     b ← momentum b + (1 − dampening) g        (b ← g at the first step)
 *     x ← x − learningRate b                    (Nesterov: x ← x − learningRate (g + momentum b))
 *
 * Without momentum x ← x − learningRate g, and there is no b. tf.train.momentum is this too, named `momentum` here. Keras has
 * the learning rate in b, which differs only while it changes.
 *
 * State: none, or one slot of the variable's shape. Defaults: `learningRate` 0.01, `momentum` 0, `l2` 0; with a `momentum` also
 * `dampening` 0, `nesterov` false. The first step is the variable's own.
 * Robbins and Monro 1951, "A Stochastic Approximation Method"; Polyak 1964, "Some methods of speeding up the convergence of
 * iteration methods"; Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning".
 */
export const sgd = defineRule({
  name: 'SGD',
  reference: 'Robbins and Monro 1951; Polyak 1964; Sutskever et al. 2013',
  checkedAgainst: 'torch 2.15.0, optax 0.2.8 and keras 3.15.1',
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    momentum: number('[0, 1)', 0),
    dampening: number('[0, 1)', 0),
    nesterov: toggle(false),
    l2: number('[0, inf)', 0),
  },
  slots: ['b'],
  onlyIf: { b: hasMomentum, weight: hasMomentum, dampening: hasMomentum, nesterov: hasMomentum },
  forms: { 'momentum=0.9': { momentum: 0.9 } },
  tfSlots: { momentum: 'b' },
  momentumSlot: 'b',
  hostScalars: ({ dampening }, step) => ({ weight: atFirst(step, 1, oneMinus(dampening)) }),
  update({ param: x, grad: g, b, learningRate, momentum, nesterov, l2, weight }) {
    g = g.add(x.mul(l2));
    if (!b || !weight) return { param: x.sub(g.mul(learningRate)) };
    b = b.mul(momentum).add(g.mul(weight));
    const direction = nesterov ? g.add(b.mul(momentum)) : b;
    return { b, param: x.sub(direction.mul(learningRate)) };
  },
});
