import { number, type Settings, toggle } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { Linearization } from '../autodiff/gramian/linearization.js';
import { dot } from '../linear-algebra/vector.js';
import type { Options } from '../rule/hyperparameters.js';
import { CurvatureOptimizer, type Report } from './curvature-optimizer.js';
import { solver, solverOf } from './directions/solver.js';
import type { SecondOrderMethod } from './method.js';
import { timesRoot } from './problem/output-loss.js';
import type { Problem } from './problem/problem.js';
import { adaptDamping } from './searches/adapt-damping.js';
import { armijo } from './searches/armijo.js';
import { type Direction, disposeDirection, Line, squaredNorm } from './searches/line.js';

const hyper = {
  learningRate: number('[0, inf)', 1),
  damping: number('[0, inf)', 1),
  momentum: number('[0, 1)', 0),
  adaptiveDamping: toggle(false),
  rejection: toggle(true),
  lineSearch: toggle(false),
  solver,
} as const;

const method = {
  name: 'Egn',
  reference: 'Korbit, Adeoye, Bemporad and Zanon 2024, arXiv:2405.14402',
  checkedAgainst: 'a port of somax 4ea5c0e in float64',
  hyper,
  slots: ['m'],
  globalState: { damping: 0, rate: 0 },
  state: '0; 1 with momentum',
  cost: 'one run of the model, one way back for each output and the solution of a system of samples · outputs rows: about 3 gradients at 32 samples and one output',
  needsOutputs: true,
} satisfies SecondOrderMethod;

type EgnOptions = Options<typeof hyper>;

/** See {@link egn}. */
export class EgnOptimizer extends CurvatureOptimizer<typeof hyper> {
  /** @nocollapse */
  static readonly className = 'Egn';

  constructor(options: EgnOptions = {}) {
    super(method, options);
  }

  protected step(problem: Problem, settings: Settings<typeof hyper>): Report {
    const { damping: first, rate: last } = this.kept;
    const damping = settings.adaptiveDamping ? (first ?? settings.damping) : settings.damping;
    this.kept = { damping, rate: last ?? settings.learningRate };
    const linearization = new Linearization(problem.tape, problem.z, problem.variables);
    try {
      if (this.iterations === 0) linearization.checkIndependence();
      const { d: own, ...solved } = solverOf(settings.solver, linearization, problem.loss)(damping);
      if (!own) return { outcome: 'not finite', damping };
      const d = settings.momentum === 0 ? own : this.averaged(problem.variables, own, settings.momentum);
      try {
        return { ...solved, ...this.move(problem, linearization, d, settings) };
      } finally {
        disposeDirection([...d, ...own]);
      }
    } finally {
      linearization.dispose();
    }
  }

  /** m ← β m + (1 − β) d; m / (1 − β^t) */
  private averaged(variables: readonly tf.Variable[], d: Direction, beta: number): Direction {
    const moving = variables.flatMap((param, i) => (d[i] ? [{ param, grad: d[i] }] : []));
    const states = this.slots.of(moving);
    this.slots.advance(states);
    const own = new Map(states.map((state) => [state.tensors.param, state]));
    return variables.map((variable, i) => {
      const state = own.get(variable);
      if (!state) return null;
      const m = state.tensors.m as tf.Variable;
      return tf.tidy(() => {
        m.assign(tf.add(tf.mul(m, beta), tf.mul(d[i]!, 1 - beta)));
        return tf.div(m, 1 - beta ** state.steps);
      });
    });
  }

  private move(problem: Problem, linearization: Linearization, d: Direction, settings: Settings<typeof hyper>): Report {
    const { learningRate, adaptiveDamping, rejection, lineSearch } = settings;
    const { damping, rate: last } = this.kept;
    const line = new Line(problem.variables, d);
    const lossAt = (at: number) => {
      line.moveTo(at);
      return tf.tidy(() => problem.rerun().value.dataSync()[0]);
    };
    try {
      if (!adaptiveDamping && !lineSearch) {
        line.moveTo(learningRate);
        return { outcome: 'moved', damping };
      }
      const [before] = problem.value.dataSync();
      const change = linearization.product(d);
      const y = timesRoot(problem.loss, change.dataSync(), true); // S' J d
      change.dispose();
      const slope = dot(problem.loss.v, y); // g · d
      const { rate, loss } = lineSearch
        ? armijo(lossAt, before, slope, last > 0 ? Math.min(1.5 * last, learningRate) : learningRate)
        : { rate: learningRate, loss: lossAt(learningRate) };
      this.kept = { damping, rate: Math.fround(rate) };
      if (!adaptiveDamping) return { outcome: 'moved', damping, rate };
      const predicted = -(rate * slope + 0.5 * rate ** 2 * (dot(y, y) + damping * squaredNorm(d)));
      const ratio = (before - loss) / predicted;
      const isWorse = !(loss <= before);
      this.kept.damping = Math.fround(adaptDamping(damping, predicted > 1e-16 ? ratio : Number.NaN, isWorse));
      if (!(rejection && isWorse)) return { outcome: 'moved', damping, rate, ratio };
      line.back();
      return { outcome: 'rejected', damping, rate, ratio };
    } catch (error) {
      line.back();
      throw error;
    } finally {
      line.dispose();
    }
  }
}

tf.serialization.registerClass(EgnOptimizer as unknown as tf.serialization.SerializableConstructor<EgnOptimizer>);

/**
 * EGN: exact Gauss-Newton steps for a batch of b samples and c outputs, with a loss ℓ convex in the outputs z (Korbit,
 * Adeoye, Bemporad and Zanon 2024, arXiv:2405.14402).
 *
 *     d = −(J' Q J + damping I)⁻¹ J' r,   J = ∂z/∂x,  r = ∂ℓ/∂z,  Q = ∂²ℓ/∂z²
 *     m ← β m + (1 − β) d,   x ← x + learningRate m / (1 − β^t)        with momentum β; without, m is d
 *
 * d comes from a system of the size b c (`DualSystem`), whose matrix is put together layer by layer; J is never
 * formed. It is the damped Gauss-Newton direction to rounding, for squared errors, softmax and sigmoid cross-entropy in
 * closed form, for a convex loss of one's own by its Hessian in the outputs.
 *
 *     model.compile({ optimizer: egn({ damping: 0.1 }).attach(model), loss: 'meanSquaredError' });
 *     await model.fit(x, y);
 *
 * In `model.fit` the loss may be meanSquaredError, or, after a last layer with that activation, categoricalCrossentropy or
 * sparseCategoricalCrossentropy (softmax) or binaryCrossentropy (sigmoid); any other is taken as a convex loss of one's
 * own of what the model outputs, at the price of c Hessian-vector products of the loss alone.
 *
 * - `damping` belongs to the loss as it is, a mean over the batch; the paper's b λ goes with the sum. Default 1: fixed there,
 *   steps are so small that Adam does as well; begin with `adaptiveDamping`.
 * - `adaptiveDamping` (default false, recommended): damping · 1.5 if the loss fell by less than a quarter of what the model promised, · 0.5
 *   if by more than three quarters, within [1e-12, 1e6]; `damping` is then where it starts. One more run of the model.
 * - `rejection` (default true): with adaptive damping, a step that raises the loss of its batch is taken back.
 * - `lineSearch` (default false): Armijo's rule on the same batch, from min(1.5 times the last rate, learningRate).
 * - `momentum` default 0, `learningRate` default 1. For small batches: an average of some ten steps, if hundreds are to come.
 * - `solver` (default 'auto'): 'cholesky', in float64, for systems of up to 512 rows; 'conjugateGradients', on the backend
 *   (CGLS), for larger ones and where there are fewer parameters than rows.
 *
 * Cost: one run of the model, one way back for each output, (b c)³ / 6 operations for the solution: at 32 samples and one
 * output about three gradients (`node scripts/gram-cost.mjs`). State: none, 4 bytes for each parameter with momentum. `optimizer.report` says how the
 * last step ended: if loss, derivatives or direction are not finite the variables stay.
 *
 * Momentum after the solution and the constants of the line search are those of the authors' code (somax 7c107c5), not
 * confirmed in the paper's text. The rule for the damping is that of their later release, 4ea5c0e, without rejection there;
 * that release's cross-entropy system is another matrix than the paper's, which is solved here.
 *
 * @throws (a step) if the model mixes samples (batch normalization in training mode), has several outputs or losses, or
 *   the loss depends on the variables other than through the outputs (regularizers).
 */
export const egn = Object.assign((options: EgnOptions = {}): EgnOptimizer => new EgnOptimizer(options), { method });
