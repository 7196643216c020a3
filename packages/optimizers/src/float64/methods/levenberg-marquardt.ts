import { lengthOf } from '../../linear-algebra/vector.js';
import { levenbergMarquardtHyper, levenbergMarquardtReference } from '../../second-order/levenberg-marquardt-hyper.js';
import { dampedMethod } from './damped-run.js';
import { type LeastSquaresModel, leastSquares } from './least-squares-model.js';

const name = 'LevenbergMarquardt';

/**
 * Levenberg-Marquardt steps for residuals r, with a damping that goes with powers of the residual and of its gradient; options,
 * defaults and steps are those of `levenbergMarquardt` of the main entry.
 *
 *     μ = ξ |r|^η + ω |J'r|^η,   d = −(J'J + μ I)⁻¹ J'r,   x ← P(x + learningRate d)
 *
 * There is no globalization: near a solution of r = 0 it converges fast, far away it may not; {@link gaussNewton} goes down from
 * anywhere. Where μ vanishes beside J'J the shortest solution of least squares is taken. With bounds P is the projection on the
 * box, and what a bound holds is left out of the system. It ends, as 'noProgress', where |J'r| ≤ `tolerance`.
 *
 * `eta` (η, default 1), `xi` and `omega` (ξ and ω, default 1; take schedules, such as 0.95^k), `tolerance` 1e-10, `learningRate` 1.
 * Cost: residuals and their Jacobian, and its singular values. State: none.
 * Ahookhosh, Aragón Artacho, Fleming and Vuong 2017, arXiv:1703.07461; projected: Kanzow, Yamashita and Fukushima 2004,
 * "Levenberg-Marquardt Methods with Strong Local Convergence Properties for Solving Nonlinear Equations with Convex Constraints".
 *
 * @throws (a run) if the objective has no residuals.
 */
export const levenbergMarquardt = /* @__PURE__ */ dampedMethod<LeastSquaresModel, typeof levenbergMarquardtHyper>({
  name,
  reference: levenbergMarquardtReference,
  hyper: levenbergMarquardtHyper,
  needs: 'residuals',
  state: '0',
  cost: 'the residuals, their Jacobian and its singular values',
  mayRest: false,
  modelOf: (evaluator, bounds) => leastSquares(name, evaluator, bounds),
  step({ model, settings: { learningRate, eta, xi, omega, tolerance }, along }) {
    const slope = lengthOf(model.descent) / 2; // |J'r|
    if (slope <= tolerance) return { message: `|J'r| is ${slope}, which is not above tolerance` };
    const damping = xi * lengthOf(model.residuals) ** eta + omega * slope ** eta;
    const d = Number.isFinite(damping) ? model.direction(2 * damping) : undefined;
    return d ? { to: along(d, learningRate) } : { message: `the step with damping ${damping} is not finite` };
  },
});
