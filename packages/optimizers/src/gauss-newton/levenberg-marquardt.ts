import * as tf from '@tensorflow/tfjs';
import { Linearization } from '../autodiff/gramian/linearization.js';
import { type Options, real, type Settings } from '../hyperparameters.js';
import { CurvatureOptimizer, type Method, type Report } from './curvature-optimizer.js';
import { DualSystem } from './dual-system.js';
import { Line, squaredNorm } from './line.js';
import { timesRoot } from './output-loss.js';
import type { Problem } from './problem.js';

const hyper = {
  learningRate: real(1, '[0, inf)'),
  eta: real(1, '(0, inf)'),
  xi: real(1, '[0, inf)'),
  omega: real(1, '[0, inf)'),
  tolerance: real(1e-10, '[0, inf)'),
} as const;

const method = {
  name: 'LevenbergMarquardt',
  reference: 'Aragón Artacho, Fleming and Vuong 2018, arXiv:1703.07461',
  hyper,
  slots: [],
} satisfies Method;

type LevenbergMarquardtOptions = Options<typeof hyper>;

/** See {@link levenbergMarquardt}. */
export class LevenbergMarquardtOptimizer extends CurvatureOptimizer<typeof hyper> {
  /** @nocollapse */
  static readonly className = 'LevenbergMarquardt';

  constructor(options: LevenbergMarquardtOptions = {}) {
    super(method, options);
  }

  protected step(problem: Problem, { learningRate, eta, xi, omega, tolerance }: Settings<typeof hyper>): Report {
    const linearization = new Linearization(problem.tape, problem.z, problem.variables);
    try {
      if (this.iterations === 0) linearization.checkIndependence();
      const { samples, outputs } = problem.loss;
      const gradient = tf.tidy(() => {
        const r = tf.tensor2d([...timesRoot(problem.loss, problem.loss.v)], [samples, outputs]);
        return linearization.transposedProduct(r) as tf.Tensor[];
      });
      const slope = Math.sqrt(squaredNorm(gradient));
      tf.dispose(gradient.filter(Boolean));
      if (slope <= tolerance) return { outcome: 'stopped', damping: 0 };
      const residual = Math.hypot(...problem.loss.v);
      const damping = xi * residual ** eta + omega * slope ** eta;
      const d = Number.isFinite(damping) ? new DualSystem(linearization, problem.loss).direction(damping) : undefined;
      if (!d) return { outcome: 'not finite', damping };
      const line = new Line(problem, d);
      line.moveTo(learningRate);
      line.dispose();
      tf.dispose(d.filter((tensor) => tensor !== null));
      return { outcome: 'moved', damping };
    } finally {
      linearization.dispose();
    }
  }
}

tf.serialization.registerClass(
  LevenbergMarquardtOptimizer as unknown as tf.serialization.SerializableConstructor<LevenbergMarquardtOptimizer>,
);

/**
 * Levenberg-Marquardt steps with a damping that goes with powers of the residual and of its gradient, as suits functions
 * whose distance to a solution is bounded by a power of the residual (Aragón Artacho, Fleming and Vuong 2018, Accelerating
 * the DC algorithm… is another paper of theirs; this one is arXiv:1703.07461).
 *
 *     μ = ξ |h|^η + ω |J' h|^η,   d = −(J' J + μ I)⁻¹ J' h,   x ← x + learningRate d
 */
export const levenbergMarquardt = (options: LevenbergMarquardtOptions = {}): LevenbergMarquardtOptimizer =>
  new LevenbergMarquardtOptimizer(options);
