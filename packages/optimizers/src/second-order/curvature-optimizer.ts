import type * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { trainableAmong } from '../gradients/read-variables.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import type { JointState } from './method.js';
import { MethodOptimizer } from './method-optimizer.js';
import { modelProblem } from './problem/model-problem.js';
import type { ConvexLoss, NamedLoss } from './problem/output-loss.js';
import { type Problem, residualProblem } from './problem/problem.js';
import type { CompiledModel } from './problem/split-loss.js';

/**
 * What optimizers have in common that look at a model's outputs and not at a gradient alone: they step by `model.fit`, of
 * an attached model, and by `minimizeResidual` in loops.
 */
export abstract class CurvatureOptimizer<
  H extends Hyperparameters = Hyperparameters,
  S extends JointState = JointState,
> extends MethodOptimizer<H, S> {
  private attached?: CompiledModel;

  /** For `model.fit`: the model whose loss `minimize` will be given. It must have one output and one loss, without regularizers. */
  attach(model: tfl.LayersModel): this {
    this.attached = model as unknown as CompiledModel;
    return this;
  }

  /** What `model.fit` calls for each batch; see {@link attach}. */
  override minimize(loss: () => tf.Scalar, returnCost = false, variables?: tf.Variable[]): tf.Scalar | null {
    const { attached, method, runs } = this;
    if (attached) {
      this.begin();
      const trained = this.trained(variables);
      return this.solve(modelProblem(method.name, attached.model ?? attached, loss, trained, runs), returnCost);
    }
    if (method.stepOfLoss) return super.minimize(loss, returnCost, variables);
    throw new Error(
      `${method.name}: minimize must know the model's outputs: call attach(model) before model.fit, or minimizeResidual(outputs, targets) in a loop. What was attached is not saved: attach a loaded model again.`,
    );
  }

  /**
   * One step of a loop.
   *
   * @param outputs Computes the model's outputs, [samples, outputs], from the variables, sample by sample.
   * @param targets Of the outputs' shape, for the losses that have names.
   * @param loss 'meanSquaredError' (the default), 'softmaxCrossEntropy' and 'sigmoidCrossEntropy' of logits, as in tf.losses
   *   with their defaults; or a function of targets and outputs, convex in the outputs and a sum over samples.
   * @param variables Default: all trainable ones.
   * @returns The loss before the step, the caller's to dispose.
   */
  minimizeResidual(
    outputs: () => tf.Tensor2D,
    targets: tf.Tensor,
    loss: NamedLoss | ConvexLoss = 'meanSquaredError',
    variables?: readonly tf.Variable[],
  ): tf.Scalar {
    this.begin();
    const run = this.runs.of(outputs);
    return this.solve(residualProblem(this.method.name, run, targets, loss, this.trained(variables)), true)!;
  }

  override applyGradients(): void {
    throw new Error(
      `${this.method.name} needs more than gradients: use model.fit with attach(model), or minimizeResidual.`,
    );
  }

  private trained(variables?: readonly tf.Variable[]): tf.Variable[] {
    return trainableAmong(variables).filter((variable) => !this.frozen.has(variable));
  }

  private solve(problem: Problem, returnCost: boolean): tf.Scalar | null {
    let isReturned = false;
    try {
      this.finish(this.method.step!(problem, this.context()));
      isReturned = returnCost;
    } finally {
      problem.dispose();
      if (!isReturned) problem.value.dispose();
    }
    return isReturned ? problem.value : null;
  }
}
