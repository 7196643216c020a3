import type { Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { trainableAmong } from '../gradients/read-variables.js';
import { dot } from '../linear-algebra/vector.js';
import { defineMethod } from './define-method.js';
import { type Direction, disposeDirection } from './directions/direction.js';
import { withGaussNewton } from './directions/gauss-newton.js';
import { NewtonSystem } from './directions/newton-system.js';
import { gnsNewtonHyper, gnsNewtonReference } from './gns-newton-hyper.js';
import type { StepResult } from './method.js';
import { Line } from './searches/line.js';
import { searchSmoothness } from './searches/normalized-smoothness.js';
import { valueAndSquare } from './searches/value-and-square.js';

/** A point from which damped Newton steps are to be had. */
interface Start {
  readonly value: number;
  /** |∇f|² */
  readonly square: number;
  readonly variables: readonly tf.Variable[];
  direction(damping: number): Direction | undefined;
  /** f, again, where the variables are then. */
  loss(): tf.Scalar;
}

/**
 * Newton steps with the gradient-normalized smoothness of Semenov, Jaggi and Doikov 2025 (arXiv:2506.13710): the damping is
 * the norm of the gradient over γ, and γ is found by search.
 *
 *     λ = |g| / (γ + 1e-8),   x⁺ = x − learningRate (H + λ I)⁻¹ g
 *     accepted if f(x) − f(x⁺) ≥ |g(x⁺)|² / (8 λ), then γ ← max(2 γ, 1e-9); otherwise γ ← γ / 2 and again
 *
 * `minimize` takes any loss, and its exact Hessian: n Hessian-vector products and n² numbers for n parameters, so it is
 * for small n. With `attach(model)`, or by `minimizeResidual`, H is the Gauss-Newton matrix, by a system of the batch's
 * size (see {@link egn}), for any n.
 *
 * - `gamma` (default 1): where γ starts. `adaptiveSearch` (default true): false takes each step with γ = `gamma`.
 *
 * Where H + λ I is not positive definite, as the exact Hessian of a network seldom is, γ is halved too; without the search that
 * is an error. After 40 solutions that were not accepted the variables and γ stay and `optimizer.report` says 'stopped'; the
 * authors' code takes the last step there, and where there is none that of another point. So it ends, near a minimum in
 * float32, where the test compares rounding errors. State: γ.
 *
 * Cost of the search: one solution, one run of the model and one gradient for each γ that is tried.
 */
export const gnsNewton = defineMethod({
  name: 'GnsNewton',
  reference: gnsNewtonReference,
  checkedAgainst: 'epfml/grad-norm-smooth 9f4ca00, in float64',
  hyper: gnsNewtonHyper,
  slots: [],
  globalState: { gamma: 0 },
  state: '0',
  cost: 'with a model as egn, otherwise a Hessian-vector product for each parameter; then a solution and 1 gradient for each γ that is tried',
  needsOutputs: false,
  /** With the exact Hessian of any loss. */
  stepOfLoss(loss, given, { settings, kept, isFrozen }) {
    const system = new NewtonSystem(
      loss,
      trainableAmong(given).filter((variable) => !isFrozen(variable)),
    );
    const { value, variables, gradient } = system;
    const square = dot(gradient, gradient);
    const direction = (damping: number) => system.direction(damping);
    const result = searched({ value, square, variables, direction, loss }, settings, kept.gamma);
    return { ...result, value: tf.scalar(value) };
  },
  /** With the Gauss-Newton matrix of a model. */
  step(problem, { settings, kept, step }) {
    return withGaussNewton(problem, { step }, (model) => {
      const [value] = problem.value.dataSync();
      const square = model.squaredGradient();
      const direction = (damping: number) => model.direction(damping).d;
      const loss = () => problem.rerun().value;
      return searched({ value, square, variables: problem.variables, direction, loss }, settings, kept.gamma);
    });
  },
});

/** See {@link gnsNewton}. */
export const GnsNewtonOptimizer = gnsNewton.Optimizer;
export type GnsNewtonOptimizer = InstanceType<typeof GnsNewtonOptimizer>;

/** Along the first solution that the search takes. */
function searched(
  { value, square, variables, direction, loss }: Start,
  { learningRate, gamma: first, adaptiveSearch: adaptive }: Settings<typeof gnsNewtonHyper>,
  last = first,
): StepResult {
  const gamma = adaptive ? last : first;
  if (square === 0 || learningRate === 0) {
    return { report: { outcome: 'stopped', gamma, solutions: 0 }, kept: { gamma } };
  }
  const trial = (damping: number) => {
    const d = direction(damping);
    if (!d) return undefined;
    const line = new Line(variables, d);
    return {
      measure: () => line.at(learningRate, () => valueAndSquare(loss, variables)),
      take: () => line.moveTo(learningRate),
      dispose: () => disposeDirection(d),
    };
  };
  const found = searchSmoothness({ value, square, trial }, { gamma, adaptive });
  if (!found) throw new Error(stuck(gamma));
  const { nextGamma, ...report } = found;
  return { report: { ...report }, kept: { gamma: nextGamma } };
}

const stuck = (gamma: number) =>
  `GnsNewton: the Hessian, damped by |g| / gamma with gamma ${gamma}, is not positive definite, so that no weight can move: leave adaptiveSearch on, give a smaller gamma, or call attach(model) for the Gauss-Newton matrix, which always is.`;
