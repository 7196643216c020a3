import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { trustRatio } from './trust-ratio.js';

/**
 * LARS: gradient descent with momentum and a learning rate for each variable, in proportion to ‖x‖ / ‖g‖.
 *
 *     λ = trustCoefficient ‖x‖ / (‖g‖ + l2 ‖x‖)
 *     b ← momentum b + learningRate λ (g + l2 x)
 *     x ← x − b
 *
 * The norms are over one variable; where ‖x‖ or the divisor is 0, λ is 1 (not `trustCoefficient`, as in common code). Others
 * multiply by the learning rate outside b (the same while it is constant), divide by ‖g + l2 x‖ (optax, MoCo), or spare
 * biases and norms' scales both λ and decay: give those an optimizer of their own.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.1 (ours; the paper tunes it), `momentum` 0.9,
 * `trustCoefficient` 0.001, `l2` 0.
 * You, Gitman and Ginsburg 2017, "Large Batch Training of Convolutional Networks", arXiv:1708.03888, algorithm 1.
 */
export const lars = defineRule({
  name: 'LARS',
  reference: 'You, Gitman and Ginsburg 2017, arXiv:1708.03888',
  checkedAgainst: 'NVIDIA/apex 0bfb8300, LARC around torch’s SGD',
  hyper: {
    learningRate: number('[0, inf)', 0.1, { around: 100 }),
    momentum: number('[0, 1)', 0.9, { belowOne: 10 }),
    trustCoefficient: number('(0, inf)', 0.001, { around: 10 }),
    l2: number('[0, inf)', 0),
  },
  slots: ['b'],
  update({ param: x, grad: g, b, learningRate, momentum, trustCoefficient, l2 }) {
    const lambda = trustRatio(x.norm().mul(trustCoefficient), g.norm().add(x.norm().mul(l2)));
    b = b.mul(momentum).add(g.add(x.mul(l2)).mul(learningRate.mul(lambda)));
    return { b, param: x.sub(b) };
  },
});
