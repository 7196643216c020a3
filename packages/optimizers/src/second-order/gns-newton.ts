import { number, type Settings, toggle } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { Linearization } from '../autodiff/gramian/linearization.js';
import { variableGrads } from '../autodiff/reverse.js';
import { trainableAmong } from '../gradients/read-variables.js';
import { checkReadsAtOnce } from '../linear-algebra/check-reads-at-once.js';
import type { Options } from '../rule/hyperparameters.js';
import { CurvatureOptimizer, type Report } from './curvature-optimizer.js';
import { NewtonSystem } from './directions/newton-system.js';
import { solverOf } from './directions/solver.js';
import type { SecondOrderMethod } from './method.js';
import { gradientOf } from './problem/output-loss.js';
import type { Problem } from './problem/problem.js';
import { type Direction, disposeDirection, Line, squaredNorm } from './searches/line.js';

const hyper = {
  learningRate: number('[0, inf)', 1),
  gamma: number('(0, inf)', 1),
  adaptiveSearch: toggle(true),
} as const;

const method = {
  name: 'GnsNewton',
  reference: 'Semenov, Jaggi and Doikov 2025, arXiv:2506.13710',
  checkedAgainst: 'epfml/grad-norm-smooth 9f4ca00, in float64',
  hyper,
  slots: [],
  globalState: { gamma: 0 },
  state: '0',
  cost: 'with a model as egn, otherwise a Hessian-vector product for each parameter; then a solution and 1 gradient for each γ that is tried',
  needsOutputs: false,
} satisfies SecondOrderMethod;

type GnsNewtonOptions = Options<typeof hyper>;

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

const tiniest = 1e-8;
const leastGamma = 1e-9;
const mostSolutions = 40;

/** See {@link gnsNewton}. */
export class GnsNewtonOptimizer extends CurvatureOptimizer<typeof hyper> {
  /** @nocollapse */
  static readonly className = 'GnsNewton';

  constructor(options: GnsNewtonOptions = {}) {
    super(method, options);
  }

  /** With the exact Hessian of any loss; with an attached model, with its Gauss-Newton matrix. */
  override minimize(loss: () => tf.Scalar, returnCost = false, variables?: tf.Variable[]): tf.Scalar | null {
    if (this.isAttached) return super.minimize(loss, returnCost, variables);
    checkReadsAtOnce(method.name);
    const run = this.runs.of(loss);
    const system = new NewtonSystem(run, trainableAmong(variables));
    const square = system.gradient.reduce((sum, value) => sum + value ** 2, 0);
    const direction = (damping: number) => system.direction(damping);
    const { value, variables: moving } = system;
    this.finish(this.search({ value, square, variables: moving, direction, loss: run }, this.settings()));
    return returnCost ? tf.scalar(value) : null;
  }

  protected step(problem: Problem, settings: Settings<typeof hyper>): Report {
    const { variables } = problem;
    const linearization = new Linearization(problem.tape, problem.z, variables);
    try {
      if (this.iterations === 0) linearization.checkIndependence();
      const gradient = tf.tidy(() => linearization.transposedProduct(gradientOf(problem.loss)) as tf.Tensor[]);
      const square = squaredNorm(gradient);
      disposeDirection(gradient);
      const solve = solverOf('auto', linearization, problem.loss);
      const direction = (damping: number) => solve(damping).d;
      const [value] = problem.value.dataSync();
      return this.search({ value, square, variables, direction, loss: () => problem.rerun().value }, settings);
    } finally {
      linearization.dispose();
    }
  }

  /** Solves with smaller and smaller γ until the gradient at the new point is small enough for the decrease. */
  private search(start: Start, { learningRate, gamma: first, adaptiveSearch }: Settings<typeof hyper>): Report {
    const { value, square, variables } = start;
    let gamma = adaptiveSearch ? (this.kept.gamma ?? first) : first;
    this.kept = { gamma };
    if (square === 0 || learningRate === 0) return { outcome: 'stopped', gamma, solutions: 0 };
    for (let solutions = 1; solutions <= mostSolutions; solutions++) {
      const damping = Math.sqrt(square) / (gamma + tiniest);
      if (!Number.isFinite(damping + value)) return { outcome: 'not finite', gamma, solutions };
      const d = start.direction(damping);
      if (!d && !adaptiveSearch) throw new Error(stuck(gamma));
      if (!d) {
        gamma /= 2;
        continue;
      }
      const line = new Line(variables, d);
      try {
        line.moveTo(learningRate);
        if (!adaptiveSearch) return { outcome: 'moved', gamma, solutions };
        const next = valueAndSquare(start.loss, variables);
        if (value - next.value >= next.square / (8 * damping)) {
          this.kept = { gamma: Math.fround(Math.max(2 * gamma, leastGamma)) };
          return { outcome: 'moved', gamma, solutions };
        }
        line.back();
        gamma /= 2;
      } catch (error) {
        line.back();
        throw error;
      } finally {
        line.dispose();
        disposeDirection(d);
      }
    }
    return { outcome: 'stopped', gamma, solutions: mostSolutions };
  }
}

tf.serialization.registerClass(
  GnsNewtonOptimizer as unknown as tf.serialization.SerializableConstructor<GnsNewtonOptimizer>,
);

const stuck = (gamma: number) =>
  `${method.name}: the Hessian, damped by |g| / gamma with gamma ${gamma}, is not positive definite, so that no weight can move: leave adaptiveSearch on, give a smaller gamma, or call attach(model) for the Gauss-Newton matrix, which always is.`;

function valueAndSquare(loss: () => tf.Scalar, variables: readonly tf.Variable[]): { value: number; square: number } {
  return tf.tidy(() => {
    const { value, grads } = variableGrads(loss, variables as tf.Variable[]);
    return { value: value.dataSync()[0], square: squaredNorm(Object.values(grads)) } as never;
  });
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
export const gnsNewton = Object.assign(
  (options: GnsNewtonOptions = {}): GnsNewtonOptimizer => new GnsNewtonOptimizer(options),
  { method },
);
