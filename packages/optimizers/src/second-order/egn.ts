import { number, type Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import { defineMethod } from './define-method.js';
import { averaged } from './directions/averaged.js';
import { type Direction, disposeDirection, squaredNorm } from './directions/direction.js';
import { type GaussNewton, withGaussNewton } from './directions/gauss-newton.js';
import { solver } from './directions/solver.js';
import { gaussNewtonHyper } from './gauss-newton-hyper.js';
import type { StepResult } from './method.js';
import type { Problem } from './problem/problem.js';
import { armijo } from './searches/armijo.js';
import { dampingRatio } from './searches/damping-ratio.js';
import { Line } from './searches/line.js';

const hyper = { ...gaussNewtonHyper, momentum: number('[0, 1)', 0), solver } as const;

/** One step from a problem, by a direction of a damping; `last` is the rate of the step before. */
interface Searched {
  readonly problem: Problem;
  readonly model: GaussNewton;
  readonly d: Direction;
  readonly damping: number;
  readonly last: number;
}

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
export const egn = defineMethod({
  name: 'Egn',
  reference: 'Korbit, Adeoye, Bemporad and Zanon 2024, arXiv:2405.14402',
  checkedAgainst: 'the authors’ package, python-somax 1.0.1, in float64',
  hyper,
  slots: ['m'],
  globalState: { damping: 0, rate: 0 },
  state: '0; 1 with momentum',
  cost: 'one run of the model, one way back for each output and the solution of a system of samples · outputs rows: about 3 gradients at 32 samples and one output',
  needsOutputs: true,
  step(problem, { settings, step, kept, slots }) {
    const { learningRate, momentum, adaptiveDamping } = settings;
    const damping = adaptiveDamping ? (kept.damping ?? settings.damping) : settings.damping;
    const last = kept.rate ?? learningRate;
    return withGaussNewton(problem, { step, solver: settings.solver }, (model): StepResult => {
      const { d: own, ...solved } = model.direction(damping);
      if (!own) return { report: { outcome: 'not finite', damping }, kept: { damping, rate: last } };
      const d = momentum === 0 ? own : averaged(slots, problem.variables, own, momentum);
      try {
        const { report, kept: after } = searched({ problem, model, d, damping, last }, settings);
        return { report: { ...solved, ...report }, kept: after };
      } finally {
        disposeDirection([...d, ...own]);
      }
    });
  },
});

/** See {@link egn}. */
export const EgnOptimizer = egn.Optimizer;
export type EgnOptimizer = InstanceType<typeof EgnOptimizer>;

/** Goes along d: by the learning rate, or by Armijo's rule, and then not at all if the loss would have risen. */
function searched(
  { problem, model, d, damping, last }: Searched,
  { learningRate, adaptiveDamping, rejection, lineSearch }: Settings<typeof hyper>,
): StepResult {
  const line = new Line(problem.variables, d);
  if (!adaptiveDamping && !lineSearch) {
    line.moveTo(learningRate);
    return { report: { outcome: 'moved', damping }, kept: { damping, rate: last } };
  }
  const lossAt = (t: number) => line.at(t, () => tf.tidy(() => problem.rerun().value.dataSync()[0]));
  const [before] = problem.value.dataSync();
  const { slope, curvature } = model.along(d);
  const { rate, loss } = lineSearch
    ? armijo(lossAt, before, slope, last > 0 ? Math.min(1.5 * last, learningRate) : learningRate)
    : { rate: learningRate, loss: lossAt(learningRate) };
  const report = { damping, rate };
  const kept = { damping, rate };
  if (!adaptiveDamping) {
    line.moveTo(rate);
    return { report: { outcome: 'moved', ...report }, kept };
  }
  const predicted = -(rate * slope + 0.5 * rate ** 2 * (curvature + damping * squaredNorm(d)));
  const { damping: next, ratio, isWorse } = dampingRatio(damping, { before, loss, predicted });
  const isRejected = rejection && isWorse;
  if (!isRejected) line.moveTo(rate);
  return {
    report: { outcome: isRejected ? 'rejected' : 'moved', ...report, ratio },
    kept: { ...kept, damping: next },
  };
}
