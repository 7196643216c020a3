import { integer, number, type Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { jacobianVector } from '../autodiff/jacobian-vector.js';
import { conjugateGradients } from '../linear-algebra/conjugate-gradients.js';
import { type Parts, readProduct } from '../linear-algebra/parts.js';
import type { Options } from '../rule/hyperparameters.js';
import { CurvatureOptimizer, type Report } from './curvature-optimizer.js';
import type { SecondOrderMethod } from './method.js';
import { gradientOf } from './problem/output-loss.js';
import type { Problem } from './problem/problem.js';
import { Line } from './searches/line.js';

const hyper = {
  learningRate: number('[0, inf)', 1),
  damping: number('[0, inf)', 1),
  tolerance: number('[0, 1)', 1e-5),
  maxIterations: integer('[1, inf)', 20),
} as const;

const method = {
  name: 'Sgn',
  reference: 'Gargiani, Zanelli, Diehl and Hutter 2020, arXiv:2006.02409',
  checkedAgainst: 'the step of egn, solved to the end',
  hyper,
  slots: ['d'],
  state: '1',
  cost: '1 gradient, and about 1.5 for each iteration of conjugate gradients',
  needsOutputs: true,
} satisfies SecondOrderMethod;

type SgnOptions = Options<typeof hyper>;

/** See {@link sgn}. */
export class SgnOptimizer extends CurvatureOptimizer<typeof hyper> {
  /** @nocollapse */
  static readonly className = 'Sgn';

  constructor(options: SgnOptions = {}) {
    super(method, options);
  }

  protected step(problem: Problem, settings: Settings<typeof hyper>): Report {
    return tf.tidy(() => this.solved(problem, settings));
  }

  private solved(
    problem: Problem,
    { learningRate, damping, tolerance, maxIterations }: Settings<typeof hyper>,
  ): Report {
    const all = problem.variables;
    const found = problem.back(gradientOf(problem.loss), all);
    const variables = all.filter(({ id }) => found.has(id)); // those that the outputs depend on
    if (variables.length === 0) return { outcome: 'stopped', iterations: 0, residual: 0 };
    const gradient = variables.map(({ id }) => found.get(id)!);
    const within = { ...problem, variables };
    const b = gradient.map((g) => tf.neg(g));
    const slots = this.slots
      .of(variables.map((param, i) => ({ param, grad: gradient[i] })))
      .map(({ tensors }) => tensors.d as tf.Variable);
    const { x, iterations, residual } = conjugateGradients((v) => product(within, v, damping), b, slots, {
      tolerance,
      iterations: maxIterations,
    });
    if (!Number.isFinite(residual + readProduct(x, x))) return { outcome: 'not finite', iterations };
    slots.forEach((slot, i) => {
      slot.assign(x[i]);
    });
    const line = new Line(variables, x);
    line.moveTo(learningRate);
    line.dispose();
    return { outcome: 'moved', iterations, residual };
  }
}

tf.serialization.registerClass(SgnOptimizer as unknown as tf.serialization.SerializableConstructor<SgnOptimizer>);

/** (J' Q J + damping I) v: forward mode, then back. */
function product(problem: Problem, v: Parts, damping: number): Parts {
  return tf.tidy(() => {
    const { variables } = problem;
    const { tangents } = jacobianVector(() => problem.rerun().outputs, variables as tf.Variable[], v as tf.Tensor[]);
    const found = problem.back(problem.curvature(tangents as tf.Tensor2D), variables);
    return variables.map(({ id }, i) => tf.add(found.get(id)!, tf.mul(v[i], damping)));
  });
}

/**
 * SGN: Gauss-Newton steps by conjugate gradients (Gargiani, Zanelli, Diehl and Hutter 2020, arXiv:2006.02409; Martens 2010).
 *
 *     (J' Q J + damping I) d ≈ −J' r,   J = ∂z/∂x,  r = ∂ℓ/∂z,  Q = ∂²ℓ/∂z²,   x ← x + learningRate d
 *
 * The matrix is met in products only, forward mode and one way back for each, so cost and memory do not grow with the
 * number of outputs; batch normalization is no obstacle. Iterations start from the last direction. Losses, `attach` and
 * `minimizeResidual` are as for {@link egn}, which is cheaper where there are few outputs.
 *
 * - `damping` (default 1) belongs to the loss as it is, a mean over the batch.
 * - `tolerance` (default 1e-5): iterations end at |J' r + (J' Q J + damping I) d| ≤ tolerance |J' r|, or after
 *   `maxIterations` (default 20); `optimizer.report` has both. Not finite: the variables and the last direction stay.
 *
 * Cost: one gradient, and for each iteration a run of the model in forward mode and one way back, about 1.5 gradients.
 * State: 4 bytes for each parameter. Defaults are those of somax 4ea5c0e.
 */
export const sgn = Object.assign((options: SgnOptions = {}): SgnOptimizer => new SgnOptimizer(options), { method });
