import type { Tensor } from '../../words/tensor.js';
import * as t from '../../words/words.js';
import { firstScale, probeScale } from './psgd/first-scale.js';
import { least, xmatOptions, xmatStep } from './psgd/xmat.js';
import { defineTensorRuleOverAll } from './tensor-rule-over-all.js';

/**
 * PSGD with a diagonal and an antidiagonal, as `psgdXmat`, fitted to pairs v ~ N(0, I), h = H v of the Hessian H, so that
 * P → |H|⁻¹. They are measured as for `psgdKronNewton`; nothing moves before the first that is finite and not all 0. a starts
 * as `initialScale`, 0 for (mean v²)^(1/4) (mean h⁴ + 1e-36)^(−1/8).
 * Cost: the gradient, 1.5 to 2 more for H v, and the products of `psgdXmat`. State and defaults as there.
 * Li 2015, arXiv:1512.04202; the rule is that of the author's older code.
 */
export const psgdXmatNewton = defineTensorRuleOverAll({
  name: 'PsgdXmatNewton',
  reference: 'Li 2015, arXiv:1512.04202; Li 2019, arXiv:1809.10232',
  checkedAgainst: "the author's code, lixilinx/psgd_torch a8616f1",
  hyper: xmatOptions,
  slots: (shape) => ({ m: shape, a: shape, b: shape }),
  variableState: { fitted: 0 },
  needs: ['probe', 'hessianVectorProduct'],
  measuredBy: { source: 'hessianVector', options: {} },
  update(variables) {
    const flat = (tensors: (Tensor | undefined)[]) => t.concat(tensors.map((tensor) => t.reshape(tensor!, [-1])));
    return xmatStep(variables, () => {
      if (!variables[0].hessianVectorProduct) return undefined;
      const [v, h] = [
        flat(variables.map(({ probe }) => probe)),
        flat(variables.map((own) => own.hessianVectorProduct)),
      ];
      return {
        v,
        h,
        scale: () => t.mul(probeScale([v]), firstScale([h], least)),
      };
    });
  },
});
