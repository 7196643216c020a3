import { number } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { computed } from '../rule/host-scalars.js';
import { tiny } from '../rule/hyperparameters.js';
import { cubeRoot } from './cube-root.js';

/**
 * MADGRAD: dual averaging from the start point, adapted by a cube root, with momentum as an average of the iterates.
 *
 *     g ← g + l2 x
 *     λ = (learningRate + ε) √t
 *     s ← s + λ g
 *     ν ← ν + λ g²
 *     z = x₀ − s / (∛ν + ε)
 *     x ← momentum x + (1 − momentum) z − (learningRate + ε) weightDecay x
 *
 * The ε beside `learningRate`, absent at a `learningRate` of 0, is the authors' code's; the paper has λ = learningRate √t
 * and no decoupled decay. Less decay serves than with other methods, often none. Rates are not those of Adam: tune them.
 * State: three slots of the variable's shape. Defaults: `learningRate` 0.01, `momentum` 0.9, `epsilon` 1e-6, `l2` 0,
 * `weightDecay` 0.
 * Defazio and Jelassi 2022, "Adaptivity without Compromise: A Momentumized, Adaptive, Dual Averaged Gradient Method for
 * Stochastic Optimization", arXiv:2101.11075, algorithm 1.
 */
export const madgrad = defineRule({
  name: 'MADGRAD',
  reference: 'Defazio and Jelassi 2022, arXiv:2101.11075',
  checkedAgainst: 'the authors’ package, madgrad 1.3',
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    momentum: number('[0, 1)', 0.9, { belowOne: 10 }),
    epsilon: tiny(1e-6),
    l2: number('[0, inf)', 0),
    weightDecay: number('[0, inf)', 0),
  },
  slots: ['s', 'v', 'start'],
  initial: ({ param }) => ({ start: param }),
  hostScalars({ learningRate, epsilon }, step) {
    const rate = computed([learningRate, epsilon], (eta, least) => (eta === 0 ? 0 : eta + least));
    return { rate, lambda: computed([rate, step], (now, t) => now * Math.sqrt(t)) };
  },
  update({ param: x, grad: g, s, v, start, momentum, epsilon, l2, weightDecay, rate, lambda }) {
    g = g.add(x.mul(l2));
    s = s.add(g.mul(lambda));
    v = v.add(g.square().mul(lambda));
    const root = cubeRoot(v).add(epsilon);
    const z = start.sub(s.div(root.where(root.greater(0), 1))); // where ∛ν + ε is 0, so is s
    return { s, v, start, param: x.mul(momentum.sub(rate.mul(weightDecay))).add(z.decay(momentum)) };
  },
});
