import { dot } from '../../linear-algebra/vector.js';
import { gnsNewtonHyper, gnsNewtonReference } from '../../second-order/gns-newton-hyper.js';
import { searchSmoothness } from '../../second-order/searches/normalized-smoothness.js';
import { dampedMethod } from './damped-run.js';
import { HessianModel } from './hessian-model.js';
import { leastSquares } from './least-squares-model.js';
import type { Model } from './model.js';

const name = 'GnsNewton';

/**
 * Newton steps with the gradient-normalized smoothness of Semenov, Jaggi and Doikov 2025 (arXiv:2506.13710); options, defaults
 * and steps are those of `gnsNewton` of the main entry.
 *
 *     λ = |g| / (γ + 1e-8),   x⁺ = P(x − learningRate (H + λ I)⁻¹ g)
 *     accepted if f(x) − f(x⁺) ≥ |g(x⁺)|² / (8 λ), then γ ← max(2 γ, 1e-9); otherwise γ ← γ / 2 and again
 *
 * H is the Hessian, by n products; of an objective with residuals it is the Gauss-Newton matrix 2 J'J. With bounds P is the
 * projection on the box, what a bound holds is left out of the system, and g is x − P(x − g) wherever its length is meant.
 *
 * - `gamma` (default 1): where γ starts. `adaptiveSearch` (default true): false takes each step with γ = `gamma`.
 * - `learningRate` (default 1).
 *
 * Where H + λ I is not positive definite γ is halved too; without the search that is an error. It ends, as 'noProgress', where g
 * is 0, and after 40 solutions that were not accepted. State: γ.
 */
export const gnsNewton = /* @__PURE__ */ dampedMethod<Model, typeof gnsNewtonHyper>({
  name,
  reference: gnsNewtonReference,
  hyper: gnsNewtonHyper,
  needs: 'gradient',
  state: '0',
  cost: 'a Hessian-vector product for each parameter, of residuals their Jacobian; then a value and a gradient for each γ that is tried',
  mayRest: false,
  modelOf: (evaluator, bounds) =>
    evaluator.has('residuals') ? leastSquares(name, evaluator, bounds) : (x) => new HessianModel(x, evaluator, bounds),
  step({ model, settings: { learningRate, gamma: first, adaptiveSearch: adaptive }, kept, along }) {
    const square = dot(model.descent, model.descent);
    if (square === 0) return { message: 'the gradient is 0' };
    let to: Model | undefined;
    const trial = (damping: number) => {
      const d = model.direction(damping);
      if (!d) return undefined;
      const there = along(d, learningRate);
      return {
        measure: () => ({ value: there.value, square: dot(there.descent, there.descent) }),
        take() {
          to = there;
        },
        dispose() {},
      };
    };
    const gamma = adaptive ? (kept.gamma ?? first) : first;
    const value = adaptive ? model.value : 0; // not asked for without the search
    const found = searchSmoothness({ value, square, trial }, { gamma, adaptive });
    if (!found) throw new Error(stuck(gamma));
    if (!to) return { message: `no γ down to ${found.gamma} gives a step: ${found.outcome}` };
    return { to, kept: { gamma: found.nextGamma } };
  },
});

const stuck = (gamma: number) =>
  `GnsNewton: the Hessian, damped by |g| / gamma with gamma ${gamma}, is not positive definite: leave adaptiveSearch on, give a smaller gamma, or give residuals for the Gauss-Newton matrix, which always is`;
