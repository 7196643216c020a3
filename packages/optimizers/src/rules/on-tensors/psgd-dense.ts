import { integer, number } from '@optimizer-zoo/schedulers';
import { dense } from './psgd/dense.js';
import { geometryChoice } from './psgd/geometry.js';
import { stepJoined } from './psgd/joined.js';
import { newtonOptions, newtonStep } from './psgd/step.js';
import { defineTensorRuleOverAll } from './tensor-rule-over-all.js';

/**
 * PSGD with one matrix without structure for all parameters as one vector, fitted to the Hessian H: Newton's method without
 * a solve, for small problems.
 *
 *     P = Q'Q minimises E[h' P h + v' P⁻¹ v],   v ~ N(0, I),   h = H v + (damping + relativeDamping |H v|) w
 *     a = P h,   ℓ = a'a + v'v,   L ← max(β L + (1 − β) ℓ, ℓ)
 *     Q ← Q − μ/L (a a' − v v') Q, then a rotation towards symmetry            `geometry` 'Q0p5EQ1p5', the authors' default
 *     x ← x − α min(1, maxNorm / |d|) d,   d = P m
 *
 * with μ = `preconditionerLearningRate`, β = `lipschitzDecay`, and the geometries of `psgdKron`; 'EQ' has a = Q h and Q'⁻¹ v
 * for v, which it solves for on the host: not on webgpu in Node. v and H v are measured as for `psgdKronNewton`. When a step has
 * another number of parameters than the last, as a variable is added, frozen or without gradient, all start anew.
 * Draws: w; what a rotation needs. `random` is another source of them, which cannot be saved.
 * Cost: the gradient, 1.5 to 2 more for H v, and about four products of n³ for n parameters. State: n + 1 numbers for each
 * parameter; more than `maxParameters` of them are an error. Runs on tensors, unfused. Defaults: `learningRate` 0.01,
 * `maxNorm` 0 (no limit), `maxParameters` 4096, others as in `psgdKron`.
 * Li 2015, "Preconditioned Stochastic Gradient Descent", arXiv:1512.04202; Pooladzandi and Li 2024, arXiv:2402.04553; the
 * rules are those of the author's code.
 */
export const psgdDense = defineTensorRuleOverAll({
  name: 'PsgdDense',
  reference: 'Li 2015, arXiv:1512.04202; Pooladzandi and Li 2024, arXiv:2402.04553',
  checkedAgainst: "the author's code, lixilinx/psgd_torch a8616f1",
  hyper: {
    learningRate: number('[0, inf)', 0.01, { around: 100 }),
    geometry: geometryChoice,
    ...newtonOptions,
    maxParameters: integer('[1, inf)', 4096),
    seed: integer('[0, inf)', 0),
  },
  slots(shape, { maxParameters }, total) {
    if (total > maxParameters) {
      throw new Error(
        `PsgdDense: the variables have ${total} elements together, but maxParameters is ${maxParameters}: it keeps the square of their number.`,
      );
    }
    return { m: shape, q: [shape.reduce((size, length) => size * length, 1), total], bounds: [1] };
  },
  variableState: { steps: 0, fits: 0 },
  needs: ['probe', 'hessianVectorProduct'],
  measuredBy: { source: 'hessianVector', options: {} },
  update(variables, random) {
    const [settings] = variables;
    return stepJoined(variables, ['q'], (blocks) => newtonStep(blocks, dense(settings.geometry), settings, random));
  },
});
