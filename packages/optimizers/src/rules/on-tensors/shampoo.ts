import { integer, number } from '@optimizer-zoo/schedulers';
import { gram, multiply, packedShape, squareFactors, withAxes } from '../../linear-algebra/axes.js';
import { flatten, unflatten } from '../../linear-algebra/flatten.js';
import { isZero, matrixFunction } from '../../linear-algebra/host.js';
import * as t from '../../words/words.js';
import { defineTensorRule } from './tensor-rule.js';

/**
 * Shampoo: AdaGrad with a full matrix for each axis of a tensor.
 *
 *     L ← L + G G',   R ← R + G' G
 *     X ← X − α (L + ε I)^(−1/4) G (R + ε I)^(−1/4)
 *
 * for a matrix; a tensor of k axes has a matrix for each, of power −1/(2k). No grafting, no momentum. The roots are taken in
 * float64 on the host, every `preconditionFrequency` steps (the paper: each) from the first gradient on that is not 0, which is
 * an error on webgpu in Node. An axis longer than `maxSize` goes without.
 * Cost: one gradient, and for an axis of length n one product n² size/n and, when roots are taken, a symmetric
 * eigendecomposition, O(n³) on the host. State: 2 n² numbers for each axis of length n. Runs on tensors, unfused. Defaults:
 * `learningRate` 0.1, `epsilon` 1e-4, `preconditionFrequency` 1, `maxSize` 1024.
 * Gupta, Koren and Singer 2018, "Shampoo: Preconditioned Stochastic Tensor Optimization", arXiv:1802.09568, algorithms 1, 2.
 */
export const shampoo = defineTensorRule({
  name: 'Shampoo',
  reference: 'Gupta, Koren and Singer 2018, arXiv:1802.09568',
  checkedAgainst: 'pytorch-optimizer 4.1.0',
  hyper: {
    learningRate: number('[0, inf)', 0.1, { around: 100 }),
    epsilon: number('(0, inf)', 1e-4),
    preconditionFrequency: integer('[1, inf)', 1, { among: [1, 3, 10] }),
    maxSize: integer('[1, inf)', 1024),
  },
  slots(shape, { maxSize }) {
    const packed = packedShape(squareFactors(shape, maxSize));
    return { statistics: packed, roots: packed };
  },
  variableState: { steps: 0 },
  update({ param: x, grad, statistics, roots, steps, learningRate, epsilon, preconditionFrequency, maxSize }) {
    const factors = squareFactors(x.shape, maxSize);
    if (steps === 0 && factors.length > 0 && isZero(grad)) return { statistics, roots, steps, param: x };
    let u = withAxes(grad);
    if (factors.length > 0) {
      const sums = unflatten(statistics, factors).map((sum, i) => t.add(sum, gram(u, factors[i].axis)));
      statistics = flatten(sums);
      const power = -1 / (2 * u.rank);
      if (steps % preconditionFrequency === 0)
        roots = flatten(sums.map((sum) => matrixFunction(sum, (value) => (Math.max(value, 0) + epsilon) ** power)));
      u = unflatten(roots, factors).reduce((product, root, i) => multiply(product, factors[i].axis, root), u);
    }
    return { statistics, roots, steps: steps + 1, param: t.sub(x, t.mul(t.reshape(u, x.shape), learningRate)) };
  },
});
