import { number, type Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { Linearization } from '../autodiff/gramian/linearization.js';
import type { Options } from '../rule/hyperparameters.js';
import { CurvatureOptimizer, type Report } from './curvature-optimizer.js';
import { solverOf } from './directions/solver.js';
import type { SecondOrderMethod } from './method.js';
import { gradientOf, type OutputLoss } from './problem/output-loss.js';
import type { Problem } from './problem/problem.js';
import { disposeDirection, Line, squaredNorm } from './searches/line.js';

const hyper = {
  learningRate: number('[0, inf)', 1),
  eta: number('(0, inf)', 1),
  xi: number('[0, inf)', 1),
  omega: number('[0, inf)', 1),
  tolerance: number('[0, inf)', 1e-10),
} as const;

const method = {
  name: 'LevenbergMarquardt',
  reference: 'Ahookhosh, Aragón Artacho, Fleming and Vuong 2017, arXiv:1703.07461',
  checkedAgainst: 'a transcription of the paper in float64',
  hyper,
  slots: [],
  state: '0',
  cost: 'one run of the model, one way back for each output and the solution of a system of samples · outputs rows: about 3 gradients at 32 samples and one output',
  needsOutputs: true,
} satisfies SecondOrderMethod;

type LevenbergMarquardtOptions = Options<typeof hyper>;

/** See {@link levenbergMarquardt}. */
export class LevenbergMarquardtOptimizer extends CurvatureOptimizer<typeof hyper> {
  /** @nocollapse */
  static readonly className = 'LevenbergMarquardt';

  constructor(options: LevenbergMarquardtOptions = {}) {
    super(method, options);
  }

  protected step(problem: Problem, { learningRate, eta, xi, omega, tolerance }: Settings<typeof hyper>): Report {
    if (problem.lossName !== 'meanSquaredError') {
      throw new Error(`${method.name}: the loss must be meanSquaredError, but is ${problem.lossName ?? 'a function'}.`);
    }
    const squares = sumOfSquares(problem.loss);
    const linearization = new Linearization(problem.tape, problem.z, problem.variables);
    try {
      if (this.iterations === 0) linearization.checkIndependence();
      const gradient = tf.tidy(() => linearization.transposedProduct(gradientOf(squares)) as tf.Tensor[]);
      const slope = Math.sqrt(squaredNorm(gradient));
      disposeDirection(gradient);
      const damping = xi * lengthOf(squares.v) ** eta + omega * slope ** eta;
      if (slope <= tolerance) return { outcome: 'stopped', damping };
      const { d, ...solved } = Number.isFinite(damping) ? solverOf('auto', linearization, squares)(damping) : {};
      if (!d) return { outcome: 'not finite', damping };
      const line = new Line(problem.variables, d);
      line.moveTo(learningRate);
      line.dispose();
      disposeDirection(d);
      return { ...solved, outcome: 'moved', damping };
    } finally {
      linearization.dispose();
    }
  }
}

tf.serialization.registerClass(
  LevenbergMarquardtOptimizer as unknown as tf.serialization.SerializableConstructor<LevenbergMarquardtOptimizer>,
);

/** |h|² / 2 with the residuals h themselves, where the loss has them divided by their number. */
function sumOfSquares({ samples, outputs, root, v }: OutputLoss): OutputLoss {
  const scale = root.reduce((largest, value) => Math.max(largest, value), 0) || 1;
  return { samples, outputs, root: root.map((value) => value / scale), v: v.map((value) => value / scale) };
}

/** Without the overflow of squares, of however many. */
const lengthOf = (values: Float64Array): number => values.reduce((length, value) => Math.hypot(length, value), 0);

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
export const levenbergMarquardt = Object.assign(
  (options: LevenbergMarquardtOptions = {}): LevenbergMarquardtOptimizer => new LevenbergMarquardtOptimizer(options),
  { method },
);
