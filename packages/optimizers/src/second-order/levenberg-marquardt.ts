import { lengthOf } from '../linear-algebra/vector.js';
import { defineMethod } from './define-method.js';
import { disposeDirection } from './directions/direction.js';
import { withGaussNewton } from './directions/gauss-newton.js';
import { levenbergMarquardtHyper, levenbergMarquardtReference } from './levenberg-marquardt-hyper.js';
import type { OutputLoss } from './problem/output-loss.js';
import { Line } from './searches/line.js';

/**
 * Levenberg-Marquardt steps for h(x) = 0, where h are all residuals z − y of a batch, with a damping that goes with powers
 * of the residual and of its gradient: it suits functions whose distance to the solutions is bounded by a power of |h|
 * (Hölder metric subregularity; Ahookhosh, Aragón Artacho, Fleming and Vuong 2017, arXiv:1703.07461).
 *
 *     μ = ξ |h|^η + ω |J' h|^η,   d = −(J' J + μ I)⁻¹ J' h,   x ← x + learningRate d
 *
 * The loss must be meanSquaredError. There is no globalization: near a solution it converges fast, far away it may not.
 * Where μ vanishes beside J J' the shortest solution of least squares is taken. The system is solved as {@link egn}'s is with
 * `solver` 'auto'.
 *
 * - `eta` (η, default 1), `xi` and `omega` (ξ and ω, default 1; take schedules, such as 0.95^k).
 * - `tolerance` (default 1e-10): with |J' h| at or below it the variables stay, and `optimizer.report` says 'stopped'.
 *
 * Cost: as {@link egn}. State: none. The equations are transcribed from the paper; the values of η, ξ and ω, and the
 * tolerance, are this package's choice.
 */
export const levenbergMarquardt = defineMethod({
  name: 'LevenbergMarquardt',
  reference: levenbergMarquardtReference,
  checkedAgainst: 'directions of optimistix 0.1.0, in float64; the damping: a transcription of the paper',
  hyper: levenbergMarquardtHyper,
  slots: [],
  state: '0',
  cost: 'one run of the model, one way back for each output and the solution of a system of samples · outputs rows: about 3 gradients at 32 samples and one output',
  needsOutputs: true,
  needsSquares: true,
  step(problem, { settings: { learningRate, eta, xi, omega, tolerance }, step }) {
    if (problem.lossName !== 'meanSquaredError') {
      throw new Error(
        `LevenbergMarquardt: the loss must be meanSquaredError, but is ${problem.lossName ?? 'a function'}.`,
      );
    }
    const loss = sumOfSquares(problem.loss);
    return withGaussNewton(problem, { step, loss }, (model) => {
      const slope = Math.sqrt(model.squaredGradient());
      const damping = xi * lengthOf(loss.v) ** eta + omega * slope ** eta;
      if (slope <= tolerance) return { report: { outcome: 'stopped', damping } };
      const { d, ...solved } = Number.isFinite(damping) ? model.direction(damping) : {};
      if (!d) return { report: { outcome: 'not finite', damping } };
      new Line(problem.variables, d).moveTo(learningRate);
      disposeDirection(d);
      return { report: { ...solved, outcome: 'moved', damping } };
    });
  },
});

/** See {@link levenbergMarquardt}. */
export const LevenbergMarquardtOptimizer = levenbergMarquardt.Optimizer;
export type LevenbergMarquardtOptimizer = InstanceType<typeof LevenbergMarquardtOptimizer>;

/** |h|² / 2 with the residuals h themselves, where the loss has them divided by their number. */
function sumOfSquares({ samples, outputs, root, v }: OutputLoss): OutputLoss {
  const scale = root.reduce((largest, value) => Math.max(largest, value), 0) || 1;
  return { samples, outputs, root: root.map((value) => value / scale), v: v.map((value) => value / scale) };
}
