import { number } from '@optimizer-zoo/schedulers';
import * as t from '../../words/words.js';
import { firstScale } from './psgd/first-scale.js';
import { isFresh, least, xmatOptions, xmatStep } from './psgd/xmat.js';
import { defineTensorRuleOverAll } from './tensor-rule-over-all.js';

/**
 * PSGD with a diagonal and an antidiagonal, for all parameters as one vector, fitted so that it whitens gradients:
 *
 *     P = Q'Q,  Q = diag(a) + antidiag(b),   minimises E[h' P h + v' P⁻¹ v],   v ~ N(0, I),   h = g + 2⁻¹³ mean|g| v
 *     y = Q h,  w = Q'⁻¹ v;   F x = x backwards
 *     δa = y² − w²,   δb = y F y − w F w,   μ = preconditionerLearningRate / max(y² + w²)
 *     a ← a − μ (δa a + δb F b),   b ← b − μ (δa b + δb F a)
 *     m ← momentum m + (1 − momentum) g,   x ← x − α min(1, maxNorm / |P m|) P m
 *
 * `stepNormalizer` 'first' takes μ = preconditionerLearningRate / max(|δa|, |δb|); the author's rate is 0.01 there. a starts
 * as `initialScale`, 0 for (mean g⁴ + 1e-36)^(−1/8) of the first gradients that are finite and not all 0, as in `psgdKron`, b as 0. Each parameter is paired with the one as far from the other end, so the
 * order in which variables were made matters, and Q starts anew at a step of more or fewer of them. Q is fitted with
 * probability `updateProbability` at a step. Draws: a uniform number; v.
 * Cost: one gradient, and about 30 multiplications for each parameter. State: three slots of the variable's shape. Runs on
 * tensors, unfused. Defaults: `learningRate` 0.01, `preconditionerLearningRate` 0.1, `stepNormalizer` 'second', `momentum`
 * 0, `initialScale` 0, `maxNorm` 0 (no limit), `updateProbability` 1, `seed` 0.
 * Li 2015, arXiv:1512.04202; Li 2019, "Preconditioner on Matrix Lie Group for SGD", arXiv:1809.10232; the rule is that of
 * the author's older code.
 */
export const psgdXmat = defineTensorRuleOverAll({
  name: 'PsgdXmat',
  reference: 'Li 2015, arXiv:1512.04202; Li 2019, arXiv:1809.10232',
  checkedAgainst: "the author's code, lixilinx/psgd_torch a8616f1",
  hyper: { ...xmatOptions, updateProbability: number('[0, 1]', 1) },
  slots: (shape) => ({ m: shape, a: shape, b: shape }),
  variableState: { fitted: 0 },
  update(variables, { uniform, normal }) {
    const isFitted = uniform() < variables[0].updateProbability || isFresh(variables);
    return xmatStep(variables, (g) => {
      if (!isFitted) return undefined;
      const v = normal(g.shape);
      return {
        v,
        h: t.add(g, t.mul(t.mul(t.mean(t.abs(g)), 2 ** -13), v)),
        scale: () => firstScale([g], least),
      };
    });
  },
});
