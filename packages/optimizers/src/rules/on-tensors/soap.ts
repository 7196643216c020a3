import { integer, number, toggle } from '@optimizer-zoo/schedulers';
import { type Factor, gram, multiply, packedShape, squareFactors, withAxes } from '../../linear-algebra/axes.js';
import { ema } from '../../linear-algebra/ema.js';
import { flatten, unflatten } from '../../linear-algebra/flatten.js';
import { eigenvectors, isZero, orthogonalIteration } from '../../linear-algebra/host.js';
import { tiny } from '../../rule/hyperparameters.js';
import type { Tensor } from '../../words/tensor.js';
import * as t from '../../words/words.js';
import { defineTensorRule } from './tensor-rule.js';

/** A basis for each axis that is not too long. */
const basesOf = (shape: readonly number[], maxSize: number, precondition1d: boolean): Factor[] =>
  shape.length < 2 && !precondition1d ? [] : squareFactors(shape, maxSize);

/** A tensor in the bases of its axes, or back from them. */
const rotate = (x: Tensor, factors: readonly Factor[], bases: readonly Tensor[], into: boolean) =>
  bases.reduce((rotated, basis, i) => multiply(rotated, factors[i].axis, basis, into), x);

/**
 * SOAP: Adam in the eigenbasis of Shampoo's matrices.
 *
 *     G' = Q_L' G Q_R,   m ← β1 m + (1 − β1) g,   M' = Q_L' m Q_R,   v ← β2 v + (1 − β2) G'²
 *     x ← x − α √(1 − β2^t) / (1 − β1^t) · Q_L (M' / (√v + ε)) Q_R',   then x ← x − α weightDecay x
 *     L ← β2 L + (1 − β2) G G',   R ← β2 R + (1 − β2) G' G
 *     every `preconditionFrequency` steps: Q from one orthogonal iteration on L and R, v in the order of the eigenvalues
 *
 * The first gradient of a variable that is not 0 finds Q, by eigendecomposition, and moves nothing. t counts from the step after. Vectors and
 * scalars, unless `precondition1d`, and axes longer than `maxSize` go without a basis. Bases are found in float64 on the
 * host, which is an error on webgpu in Node; the authors' code does so in float32. Where G has less rank than an axis is long the basis of the rest is arbitrary, and so is the trajectory: no two
 * implementations agree there.
 * Cost: one gradient, six products of n² size/n for an axis of length n, and now and then O(n³) on the host. State: two
 * slots of the variable's shape, and 2 n² numbers for each axis of length n. Runs on tensors, unfused. Defaults:
 * `learningRate` 0.003, `beta1` 0.95, `beta2` 0.95, `epsilon` 1e-8, `weightDecay` 0.01, `preconditionFrequency` 10,
 * `precondition1d` false, `maxSize` 10000.
 * Vyas et al. 2024, "SOAP: Improving and Stabilizing Shampoo using Adam", arXiv:2409.11321.
 */
export const soap = defineTensorRule({
  name: 'Soap',
  reference: 'Vyas et al. 2024, arXiv:2409.11321',
  checkedAgainst: "the authors' code, nikhilvyas/SOAP a1e5535 (vectors; matrices by invariance)",
  hyper: {
    learningRate: number('[0, inf)', 3e-3, { around: 100 }),
    beta1: number('[0, 1)', 0.95, { belowOne: 10 }),
    beta2: number('[0, 1)', 0.95, { belowOne: 10 }),
    epsilon: tiny(1e-8),
    weightDecay: number('[0, inf)', 0.01, { around: 10 }),
    preconditionFrequency: integer('[1, inf)', 10, { among: [3, 10, 30] }),
    precondition1d: toggle(false),
    maxSize: integer('[1, inf)', 10000),
  },
  slots(shape, { maxSize, precondition1d }) {
    const packed = packedShape(basesOf(shape, maxSize, precondition1d));
    return { m: shape, v: shape, statistics: packed, bases: packed };
  },
  variableState: { steps: 0 },
  update(values) {
    const { param: x, grad, steps, learningRate, beta1, beta2, epsilon, weightDecay, preconditionFrequency } = values;
    const g = withAxes(grad);
    const factors = basesOf(x.shape, values.maxSize, values.precondition1d);
    if (steps === 0 && factors.length > 0 && isZero(grad)) return { ...values, param: x };
    const sums = unflatten(values.statistics, factors).map((sum, i) => ema(sum, gram(g, factors[i].axis), beta2));
    const statistics = factors.length > 0 ? flatten(sums) : values.statistics;
    let { m, v, bases } = values;
    if (steps === 0) {
      if (factors.length > 0) bases = flatten(sums.map(eigenvectors));
      return { m, v, statistics, bases, steps: 1, param: x };
    }
    const old = unflatten(bases, factors);
    m = ema(m, grad, beta1);
    let u = rotate(withAxes(m), factors, old, true);
    let squares = ema(withAxes(v), t.square(rotate(g, factors, old, true)), beta2);
    u = rotate(t.div(u, t.add(t.sqrt(squares), epsilon)), factors, old, false);
    const stepSize = (learningRate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
    const param = t.mul(t.sub(x, t.mul(t.reshape(u, x.shape), stepSize)), 1 - learningRate * weightDecay);
    if (factors.length > 0 && steps % preconditionFrequency === 0) {
      const found = sums.map((sum, i) => orthogonalIteration(sum, old[i]));
      bases = flatten(found.map(({ basis }) => basis));
      squares = found.reduce(
        (all, { order }, i) => t.gather(all, t.tensor(order, [order.length], 'int32'), factors[i].axis),
        squares,
      );
    }
    v = t.reshape(squares, x.shape);
    return { m, v, statistics, bases, steps: steps + 1, param };
  },
});
