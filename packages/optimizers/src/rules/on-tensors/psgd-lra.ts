import { integer, number } from '@optimizer-zoo/schedulers';
import { stepJoined } from './psgd/joined.js';
import { lra, lraRows, lraSlots } from './psgd/lra.js';
import { whiteningOptions, whitenStep } from './psgd/step.js';
import { defineTensorRuleOverAll } from './tensor-rule-over-all.js';

/**
 * PSGD with a diagonal matrix and a correction of low rank, for all parameters as one vector, fitted so that it whitens
 * gradients:
 *
 *     P = Q'Q,  Q = (I + U V') diag(d),   minimises E[h' P h + v' P⁻¹ v],   v ~ N(0, I),  h = g + (damping + relativeDamping |g|) v
 *     U, V rescaled and rotated so that U'U comes nearer to V'V;   a = Q h,  b = Q'⁻¹ v,  M = I + V'U
 *     d ← d − μ/L (P h ⊙ h − v ⊙ P⁻¹ v) ⊙ d
 *     by a coin, either  U ← U − μ/L (a a'V − b b'V) M   or   V ← V − μ/L ((a + V U'a) a'U − (b + V U'b) b'U)
 *
 * with L, one for each of U, V and d, momentum, clipping (here over all parameters) and options as in `psgdKron`. `rank` is
 * the number of columns of U and V, 0 for a diagonal matrix. M is inverted by elimination, on the backend. Draws: U and V at
 * the first step; a uniform number; v; a uniform number.
 * Cost: one gradient, and about 14 `rank` multiplications for each parameter. State: 2 `rank` + 2 numbers, 88 bytes by
 * default, for each parameter. Runs on tensors, unfused. Defaults: `rank` 10, others as in `psgdKron`.
 * Pooladzandi and Li 2024, "Curvature-Informed SGD via General Purpose Lie-Group Preconditioners", arXiv:2402.04553; the
 * rule is that of the author's code.
 */
export const psgdLra = defineTensorRuleOverAll({
  name: 'PsgdLra',
  reference: 'Pooladzandi and Li 2024, arXiv:2402.04553',
  checkedAgainst: "the author's code, lixilinx/psgd_torch a8616f1",
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    rank: integer('[0, inf)', 10),
    ...whiteningOptions,
    seed: integer('[0, inf)', 0),
  },
  slots: (shape, { rank }) => lraSlots(shape, rank),
  variableState: { steps: 0, fits: 0 },
  update(variables, random) {
    const [settings] = variables;
    return stepJoined(variables, lraRows, (blocks) => whitenStep(blocks, lra(settings.rank), settings, random));
  },
});
