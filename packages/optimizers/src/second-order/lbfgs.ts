import * as tf from '@tensorflow/tfjs-core';
import type { GradientEvaluation } from '../gradients/gradient-source.js';
import { flatten, unflatten } from '../linear-algebra/on-tfjs/flatten.js';
import { innerProduct } from '../linear-algebra/on-tfjs/norm.js';
import { pairGradients } from '../optimizer/pair-gradients.js';
import { defineLossMethod, type LossMethodOptions } from './define-method.js';
import { QuasiNewton } from './directions/quasi-newton.js';
import { lbfgsHyper, lbfgsReference } from './lbfgs-hyper.js';
import type { StepContext, StepResult } from './method.js';
import { Line } from './searches/line.js';
import { strongWolfe } from './searches/strong-wolfe.js';

const owner = 'Lbfgs';

export type LbfgsOptions = LossMethodOptions<typeof lbfgsHyper>;

/**
 * L-BFGS: Newton's method with an inverse Hessian from the last m = `historySize` steps, and a line search.
 *
 *     s = x − x_previous,  y = g − g_previous, kept if y's > 1e-10
 *     d = −H g by the two-loop recursion, H₀ = y's / y'y of the last pair
 *     x ← x + t d, t from a strong Wolfe line search (c₁ = 1e-4, c₂ = 0.9) that first tries `learningRate`, at the first step
 *     min(1, 1 / |g|₁) learningRate; with `lineSearch` 'none' this is the step
 *
 * For losses that are the same function at each evaluation: full batches. A step does nothing if max |g| ≤ `toleranceGrad`,
 * if that is not finite, if g'd > −`toleranceChange`, or where `learningRate` is 0; a point where the loss is not finite is
 * too far. One step is one iteration, as torch's with `max_iter` 1. It has `minimize` alone, and so `model.fit`; groups
 * and wrappers are the zoo's rules'. Where the variables are others than at the step before, as when a layer is frozen or
 * thawed, the history starts anew.
 * Cost: a gradient for each trial of the line search, 1 to 2 as a rule, at most `maxEvaluations` + 1, and 4m products of
 * vectors. State: 2m + 2 vectors of all parameters. Defaults: `learningRate` 1, `historySize` 100, `lineSearch` 'strongWolfe',
 * `maxEvaluations` 25, `toleranceGrad` 1e-7, `toleranceChange` 1e-9, `gradient` reverse mode.
 * Nocedal 1980, "Updating Quasi-Newton Matrices with Limited Storage"; Liu and Nocedal 1989; checked against
 * torch.optim.LBFGS 1.13.
 */
export const lbfgs = defineLossMethod('OptimizerZooLbfgs', {
  name: owner,
  reference: lbfgsReference,
  checkedAgainst: 'torch 2.15.0, in float64',
  hyper: lbfgsHyper,
  slots: [],
  state: '2 historySize + 2',
  cost: '1 gradient for each trial of the line search: 1 to 2 as a rule, at most maxEvaluations + 1',
  needsOutputs: false,
  takesGradient: true,
  jointState: () => new QuasiNewton(owner),
  stepOfLoss(loss, given, context) {
    const measure = (variables?: tf.Variable[]) => context.gradient.evaluate(loss, variables, context.step);
    return tf.tidy(() => {
      const here = measure(given);
      return { value: here.value, ...advance(here, measure, context) } as never;
    });
  },
});

/** L-BFGS as a tf.Optimizer. It measures as often as its line search asks, so it has `minimize` alone. See {@link lbfgs}. */
export const LbfgsOptimizer = lbfgs.Optimizer;
export type LbfgsOptimizer = InstanceType<typeof LbfgsOptimizer>;

type Measure = (variables: tf.Variable[]) => GradientEvaluation;

/** Goes along −H g, unless the point is good enough. */
function advance(
  { value, grads }: GradientEvaluation,
  measure: Measure,
  { settings, joint, isFrozen }: StepContext<typeof lbfgsHyper, QuasiNewton>,
): StepResult {
  const { learningRate, historySize, toleranceGrad, toleranceChange } = settings;
  const stopped: StepResult = { report: { outcome: 'stopped' } };
  if (learningRate === 0) return stopped; // not even the scale of a first step is used up
  const trained = pairGradients(owner, grads).filter(({ param }) => !isFrozen(param));
  if (trained.length === 0) return stopped;
  const variables = joint.inOrder(trained.map(({ param }) => param));
  const g = gradientOf(variables, grads);
  const [largest] = tf.max(tf.abs(g)).dataSync();
  if (!Number.isFinite(largest)) return { report: { outcome: 'not finite' } };
  if (largest <= toleranceGrad) return stopped;

  const first = joint.isNew ? Math.min(1, 1 / tf.sum(tf.abs(g)).dataSync()[0]) : 1;
  joint.learn(g, historySize);
  const d = joint.direction(g);
  const slope = innerProduct(g, d);
  let t = first * learningRate;
  joint.remember({ g, d, t });
  if (!(slope <= -toleranceChange)) return stopped;

  const line = new Line(variables, unflatten(d, variables));
  if (settings.lineSearch === 'strongWolfe') {
    const phi = (length: number) =>
      line.at(length, () =>
        tf.tidy(() => {
          const there = measure(variables);
          const [height] = there.value.dataSync();
          return { t: length, value: height, slope: innerProduct(gradientOf(variables, there.grads), d) };
        }),
      );
    const { maxEvaluations, toleranceChange: tolerance } = settings;
    const reach = tf.max(tf.abs(d)).dataSync()[0];
    const start = { t: 0, value: value.dataSync()[0], slope };
    ({ t } = strongWolfe(start, phi, { t, maxEvaluations, tolerance, reach }));
    joint.remember({ g, d, t });
  }
  line.moveTo(t);
  return { report: { outcome: 'moved', rate: t } };
}

const gradientOf = (variables: readonly tf.Variable[], grads: tf.NamedTensorMap): tf.Tensor1D =>
  flatten(
    variables.map(({ name }) => grads[name]),
    variables,
  );
