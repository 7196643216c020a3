import { integer, number } from '@optimizer-zoo/schedulers';
import { geometryChoice } from './psgd/geometry.js';
import { kron } from './psgd/kron.js';
import { fromBlock, kronSlots, toBlock } from './psgd/on-blocks.js';
import { newtonOptions, newtonStep } from './psgd/step.js';
import { defineTensorRuleOverAll } from './tensor-rule-over-all.js';

/**
 * PSGD with a Kronecker product of one factor for each axis, as `psgdKron`, fitted to the Hessian H:
 *
 *     P = Q'Q minimises E[h' P h + v' P⁻¹ v],   v ~ N(0, I),   h = H v + (damping + relativeDamping |H v|) w
 *     cᵢ I of `psgdKron` is Gᵢ(v) here, and ℓ = |Gᵢ(X) + Gᵢ(v)|
 *     x ← x − α min(1, maxNorm / |d|) d,   d = P m, its norm over all variables
 *
 * so that P → |H|⁻¹: saddles repel. v and H v are measured by `hessianVector`, the default of `gradient`; give
 * `gradient: hessianVector({ probability: 0.1 })` to measure and fit now and then, `method: 'differences'` for what has no
 * forward mode. Nothing moves before the first measurement that is finite and not all 0. Q starts there as `initialScale` I, 0
 * for (mean v²)^(1/4) (max over tensors of mean (H v)⁴ + damping⁴)^(−1/8): where curvature is all but 0, as in flat regions,
 * steps are as long as Newton's; `maxNorm` bounds them.
 * Cost: the gradient, 1.5 to 2 more for H v, and the products of `psgdKron`. State as there. Defaults: `learningRate` 0.01,
 * `maxNorm` 0 (no limit), others as there.
 * Li 2015, arXiv:1512.04202; Pooladzandi and Li 2024, arXiv:2402.04553; the rules are those of the author's code.
 */
export const psgdKronNewton = defineTensorRuleOverAll({
  name: 'PsgdKronNewton',
  reference: 'Li 2015, arXiv:1512.04202; Pooladzandi and Li 2024, arXiv:2402.04553',
  checkedAgainst: "the author's code, lixilinx/psgd_torch a8616f1",
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    geometry: geometryChoice,
    ...newtonOptions,
    maxSize: integer('[0, inf)', 0),
    maxSkew: number('[0, inf)', 1),
    seed: integer('[0, inf)', 0),
  },
  slots: (shape, options) => kronSlots(shape, options),
  variableState: { steps: 0, fits: 0 },
  needs: ['probe', 'hessianVectorProduct'],
  measuredBy: { source: 'hessianVector', options: {} },
  update(variables, random) {
    const [settings] = variables;
    const blocks = variables.map((variable) => toBlock(variable, settings));
    const stepped = newtonStep(blocks, kron(settings), settings, random);
    return variables.map((variable, i) => fromBlock(variable, stepped[i]));
  },
});
