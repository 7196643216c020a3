import { toggle } from '@optimizer-zoo/schedulers';
import { dot } from '../../linear-algebra/vector.js';
import { gaussNewtonHyper } from '../../second-order/gauss-newton-hyper.js';
import { dampingRatio } from '../../second-order/searches/damping-ratio.js';
import { projectedSearch } from '../../second-order/searches/projected-search.js';
import { dampedMethod } from './damped-run.js';
import { type LeastSquaresModel, leastSquares } from './least-squares-model.js';

const name = 'GaussNewton';
const hyper = { ...gaussNewtonHyper, adaptiveDamping: toggle(true) } as const;
const mostDamping = 1e6;

/**
 * Damped Gauss-Newton steps for f = Σ rᵢ²:
 *
 *     d = −(2 J'J + damping I)⁻¹ 2 J'r,   x ← P(x + learningRate d)
 *
 * Options are those of `egn` of the main entry, without `momentum` and `solver`; `adaptiveDamping` is on.
 *
 * - `damping` (default 1) belongs to f as it is. 0 gives Gauss's own step, the shortest where there are several.
 * - `adaptiveDamping` (default true): damping · 1.5 if f fell by less than a quarter of what the model promised, · 0.5 if by more
 *   than three quarters, within [1e-12, 1e6]; `damping` is then where it starts.
 * - `rejection` (default true): with adaptive damping, a step that raises f is taken back.
 * - `lineSearch` (default false): backtracking until f falls by 1e-4 of what the slope says, at most 25 times.
 * - `learningRate` (default 1), of which a search makes its first trial.
 *
 * With bounds P is the projection on the box, and what a bound holds is left out of the system. It ends, as 'noProgress', where
 * g = 0, where no damping helps, and where a search finds nothing lower.
 * Cost: residuals at each trial, their Jacobian where one is taken, and its singular values. State: the damping.
 * Gauss 1809; Levenberg 1944; the rule for the damping as in `egn`; bounds: Bertsekas 1982.
 *
 * @throws (a run) if the objective has no residuals.
 */
export const gaussNewton = /* @__PURE__ */ dampedMethod<LeastSquaresModel, typeof hyper>({
  name,
  reference: 'Gauss 1809; Levenberg 1944',
  hyper,
  needs: 'residuals',
  state: '0',
  cost: 'the residuals at each trial; where one is taken, their Jacobian and its singular values',
  mayRest: true,
  modelOf: (evaluator, bounds) => leastSquares(name, evaluator, bounds),
  step({ model, settings, kept, along }) {
    const { learningRate, adaptiveDamping, rejection, lineSearch } = settings;
    const damping = adaptiveDamping ? (kept.damping ?? settings.damping) : settings.damping;
    if (model.descent.every((value) => value === 0)) return { message: 'the gradient is 0' };
    const d = model.direction(damping);
    if (!d) return { message: `the step with damping ${damping} is not finite` };
    const to = lineSearch ? projectedSearch(model, (t) => along(d, t), { t: learningRate }) : along(d, learningRate);
    if (!to) return { message: 'the line search found no lower point' };
    if (!adaptiveDamping) return { to };
    const p = to.x.map((value, i) => value - model.x[i]);
    const predicted = -(dot(model.gradient, p) + 0.5 * (model.curvature(p) + damping * dot(p, p)));
    const { damping: next, isWorse } = dampingRatio(damping, { before: model.value, loss: to.value, predicted });
    const isRejected = rejection && isWorse;
    if (isRejected && damping >= mostDamping) return { message: 'no damping makes f fall' };
    return { to: isRejected ? undefined : to, kept: { damping: next } };
  },
});
