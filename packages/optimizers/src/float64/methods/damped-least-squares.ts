import { number } from '@optimizer-zoo/schedulers';
import { dot } from '../../linear-algebra/vector.js';
import { nielsenDamping } from '../../second-order/searches/nielsen-damping.js';
import { dampedMethod } from './damped-run.js';
import { type LeastSquaresModel, leastSquares } from './least-squares-model.js';

const name = 'DampedLeastSquares';
const hyper = {
  tau: number('(0, inf)', 1e-3, { logBetween: [1e-6, 1] }),
  gamma: number('(1, inf)', 10, { among: [3, 5, 10, 30] }),
} as const;

/**
 * Damped least squares, which goes down from anywhere: what is mostly meant by the method of Levenberg and Marquardt.
 *
 *     d = −(2 J'J + μ I)⁻¹ 2 J'r,   x ← P(x + d) if f = |r|² falls,   ρ: its decrease by that of |r + J d|²
 *     fell:  μ ← μ max(1/γ, 1 − (2ρ − 1)³), ν ← 2;   else μ ← ν μ, ν ← 2 ν;   at first μ = τ max diag 2 J'J, ν = 2
 *
 * `tau` (τ, default 1e-3): smaller where x0 is thought to be good. `gamma` (γ, default 10; 3 in the report): by what the damping
 * shrinks at most. With bounds P is the projection on the box, and what a bound holds is left out of the system. It ends, as
 * 'noProgress', where g = 0, and where no damping gives a lower point.
 *
 * One step is one trial, with the residuals there; the Jacobian is measured where one is taken. State: μ and ν.
 * Levenberg 1944; Marquardt 1963; Nielsen 1999, "Damping Parameter in Marquardt's Method"; bounds: Bertsekas 1982.
 *
 * @throws (a run) if the objective has no residuals.
 */
export const dampedLeastSquares = /* @__PURE__ */ dampedMethod<LeastSquaresModel, typeof hyper>({
  name,
  reference: 'Levenberg 1944; Marquardt 1963; Nielsen 1999, "Damping Parameter in Marquardt\'s Method"',
  hyper,
  needs: 'residuals',
  state: '0',
  cost: 'the residuals at one trial; where it is taken, their Jacobian and its singular values',
  mayRest: true,
  modelOf: (evaluator, bounds) => leastSquares(name, evaluator, bounds),
  step({ model, settings: { tau, gamma }, kept, along }) {
    if (model.descent.every((value) => value === 0)) return { message: 'the gradient is 0' };
    const { damping = tau * model.largestCurvature(), growth = 2 } = kept;
    const d = model.direction(damping);
    if (!d) return { message: `the step with damping ${damping} is not finite` };
    const to = along(d, 1);
    const p = to.x.map((value, i) => value - model.x[i]);
    if (p.every((value) => value === 0)) return { message: 'no damping gives a lower point' };
    const promised = -(dot(model.gradient, p) + 0.5 * model.curvature(p));
    const ratio = (model.value - to.value) / promised;
    const next = nielsenDamping({ damping, growth }, to.value < model.value ? ratio : Number.NaN, gamma);
    return { to: to.value < model.value ? to : undefined, kept: { ...next } };
  },
});
