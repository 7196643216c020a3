import { integer, number } from '@optimizer-zoo/schedulers';
import { stepJoined } from './psgd/joined.js';
import { lra, lraRows, lraSlots } from './psgd/lra.js';
import { newtonOptions, newtonStep } from './psgd/step.js';
import { defineTensorRuleOverAll } from './tensor-rule-over-all.js';

/**
 * PSGD with a diagonal matrix and a correction of low rank, as `psgdLra`, fitted to the Hessian H:
 *
 *     P → |H|⁻¹ from pairs v ~ N(0, I), h = H v + (damping + relativeDamping |H v|) w
 *     x ← x − α min(1, maxNorm / |d|) d,   d = P m
 *
 * measured as for `psgdKronNewton`. Cost: the gradient, 1.5 to 2 more for H v, and the products of `psgdLra`. State as there.
 * Defaults: `learningRate` 0.01, `maxNorm` 0 (no limit), others as there.
 * Pooladzandi and Li 2024, arXiv:2402.04553; the rule is that of the author's code.
 */
export const psgdLraNewton = defineTensorRuleOverAll({
  name: 'PsgdLraNewton',
  reference: 'Pooladzandi and Li 2024, arXiv:2402.04553',
  checkedAgainst: "the author's code, lixilinx/psgd_torch a8616f1",
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    rank: integer('[0, inf)', 10),
    ...newtonOptions,
    seed: integer('[0, inf)', 0),
  },
  slots: (shape, { rank }) => lraSlots(shape, rank),
  variableState: { steps: 0, fits: 0 },
  needs: ['probe', 'hessianVectorProduct'],
  measuredBy: { source: 'hessianVector', options: {} },
  update(variables, random) {
    const [settings] = variables;
    return stepJoined(variables, lraRows, (blocks) => newtonStep(blocks, lra(settings.rank), settings, random));
  },
});
