import { number, toggle } from '@optimizer-zoo/schedulers';
import { defineRule } from '../rule/define-rule.js';
import { tiny } from '../rule/hyperparameters.js';

/**
 * NovoGrad: every gradient is divided by a running norm of its layer before it enters the momentum.
 *
 *     v ← β2 v + (1 − β2) ‖g‖²                  v ← ‖g‖² at the first g that is not 0; one number for each variable
 *     m ← β1 m + ( g / (√v + ε) + weightDecay x )
 *     x ← x − learningRate m                    (`gradAveraging`: 1 − β1 before the bracket)
 *
 * State: one slot of the variable's shape and one scalar for each variable, half of Adam's. Defaults: `learningRate`
 * 0.01, `beta1` 0.95, `beta2` 0.98, `epsilon` 1e-8, `weightDecay` 0, `gradAveraging` false.
 * Ginsburg et al. 2019, "Stochastic Gradient Methods with Layer-wise Adaptive Moments for Training of Deep Networks",
 * arXiv:1905.11286, algorithm 1.
 */
export const novograd = defineRule({
  name: 'NovoGrad',
  reference: 'Ginsburg et al. 2019, arXiv:1905.11286',
  checkedAgainst: 'torch-optimizer 0.3.0',
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    beta1: number('[0, 1)', 0.95, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.98, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    weightDecay: number('[0, inf)', 0),
    gradAveraging: toggle(false),
  },
  slots: ['m'],
  variableState: { v: 0 }, // no norm yet
  update({ param: x, grad: g, m, v, learningRate, beta1, beta2, epsilon, weightDecay, gradAveraging }) {
    const squared = g.sumOfSquares();
    v = squared.where(v.lessEqual(0), v.ema(squared, beta2));
    const norm = v.sqrt().add(epsilon);
    const u = g.mul(norm.where(norm.greater(0), 1).pow(-1)).add(x.mul(weightDecay));
    m = m.mul(beta1).add(gradAveraging ? u.decay(beta1) : u);
    return { m, v, param: x.sub(m.mul(learningRate)) };
  },
});
