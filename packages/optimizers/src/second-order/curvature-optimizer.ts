import { checkOptions, type Schedule, type Settings } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { ClosureRuns } from '../gradients/closure-runs.js';
import { trainableAmong } from '../gradients/read-variables.js';
import { checkReadsAtOnce } from '../linear-algebra/check-reads-at-once.js';
import { defineReadings } from '../optimizer/readings.js';
import {
  changeOptions,
  type Hyperparameters,
  type OptionValue,
  resolveOptions,
  settingsAt,
} from '../rule/hyperparameters.js';
import type { Scalars } from '../rule/scalars.js';
import { SavedScalars } from '../state/saved-scalars.js';
import { optionsFromJSON, optionsToJSON, readIterations, readMemory, savedScalars } from '../state/serialization.js';
import { Slots } from '../state/slots.js';
import type { NamedTensor } from '../state/variable-state.js';
import type { SecondOrderMethod } from './method.js';
import { modelProblem } from './problem/model-problem.js';
import type { ConvexLoss, NamedLoss } from './problem/output-loss.js';
import { type Problem, residualProblem } from './problem/problem.js';
import type { CompiledModel } from './problem/split-loss.js';

/** How the last step ended, and numbers that belong to it. */
export interface Report {
  /** 'not finite': the loss, its derivatives or the direction were not; nothing moved. 'rejected': the loss would have risen. */
  readonly outcome: 'moved' | 'rejected' | 'not finite' | 'stopped';
  readonly [number: string]: number | string;
}

/**
 * What optimizers have in common that look at a model's outputs and not at a gradient alone: they step by `model.fit`, of
 * an attached model, and by `minimizeResidual` in loops.
 */
export abstract class CurvatureOptimizer<H extends Hyperparameters = Hyperparameters> extends tf.Optimizer {
  /** How the last step ended; undefined before the first. */
  report?: Report;
  protected readonly options: Record<string, OptionValue>;
  protected readonly slots: Slots;
  protected kept: Scalars = {};
  private readonly saved = new SavedScalars();
  protected readonly runs = new ClosureRuns();
  private attached?: CompiledModel;

  constructor(
    readonly method: SecondOrderMethod<H>,
    given: Readonly<Record<string, unknown>>,
  ) {
    super();
    checkOptions(method.name, given, `${Object.keys(method.hyper)[0]}: …`);
    this.options = resolveOptions(method.name, method.hyper, given);
    this.slots = new Slots(method);
    defineReadings(this, { owner: method.name, hyper: method.hyper, options: this.options });
  }

  /** Makes one step from `problem`, whose variables it may move. */
  protected abstract step(problem: Problem, settings: Settings<H>): Report;

  /** The step size at the coming step. Setting it, to a number or a schedule, replaces a schedule. */
  get learningRate(): number {
    return this.settings().learningRate as number;
  }

  set learningRate(value: number | Schedule) {
    this.set({ learningRate: value });
  }

  /** As on tf.SGDOptimizer. */
  setLearningRate(value: number | Schedule): void {
    this.set({ learningRate: value });
  }

  /**
   * Changes numeric hyperparameters in mid-training.
   *
   * @throws if a name is not that of a numeric hyperparameter, or a value is out of its range; nothing is changed then.
   */
  set(options: Readonly<Record<string, number | Schedule>>): void {
    changeOptions(this.method.name, this.method.hyper, this.options, options);
  }

  /** For `model.fit`: the model whose loss `minimize` will be given. It must have one output and one loss, without regularizers. */
  attach(model: tfl.LayersModel): this {
    this.attached = model as unknown as CompiledModel;
    return this;
  }

  /** What `model.fit` calls for each batch; see {@link attach}. */
  override minimize(loss: () => tf.Scalar, returnCost = false, variables?: tf.Variable[]): tf.Scalar | null {
    const { name } = this.method;
    checkReadsAtOnce(name);
    if (!this.attached) {
      throw new Error(
        `${name}: minimize must know the model's outputs: call attach(model) before model.fit, or minimizeResidual(outputs, targets) in a loop. What was attached is not saved: attach a loaded model again.`,
      );
    }
    const model = this.attached.model ?? this.attached;
    return this.solve(modelProblem(name, model, loss, trainableAmong(variables), this.runs), returnCost);
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
    const { name } = this.method;
    checkReadsAtOnce(name);
    const run = this.runs.of(outputs);
    return this.solve(residualProblem(name, run, targets, loss, trainableAmong(variables)), true)!;
  }

  override applyGradients(): void {
    throw new Error(
      `${this.method.name} needs more than gradients: use model.fit with attach(model), or minimizeResidual.`,
    );
  }

  override async getWeights(): Promise<NamedTensor[]> {
    if (this.slots.sweep()) this.kept = {};
    const { iterations, kept, slots, saved } = this;
    return saved.only([...savedScalars(saved, iterations, kept), ...slots.export(iterations, saved)]);
  }

  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const iterations = await readIterations(this.method.name, weights[0]);
    const { globalState = {}, rest } = await readMemory(this.method, weights.slice(1));
    await this.slots.import(rest, iterations);
    this.kept = globalState;
    await this.extractIterations(weights);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return optionsToJSON(this.method.name, this.options) as tf.serialization.ConfigDict;
  }

  /** @nocollapse */
  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    { customObjects: _, ...config }: tf.serialization.ConfigDict,
  ): T {
    return new (Class as unknown as new (options: object) => T)(optionsFromJSON(config));
  }

  /** Gives back all state; a step after this is the first. */
  override dispose(): void {
    super.dispose();
    this.slots.dispose();
    this.saved.dispose();
    this.runs.dispose();
    this.kept = {};
    this.iterations_ = 0;
  }

  protected settings(): Settings<H> {
    return settingsAt(this.method.name, this.method.hyper, this.options, this.iterations + 1);
  }

  protected get isAttached(): boolean {
    return this.attached !== undefined;
  }

  protected finish(report: Report): void {
    this.report = report;
    this.incrementIterations();
  }

  private solve(problem: Problem, returnCost: boolean): tf.Scalar | null {
    if (this.slots.sweep()) this.kept = {}; // of a model that is gone
    let isReturned = false;
    try {
      this.finish(this.step(problem, this.settings()));
      isReturned = returnCost;
    } finally {
      problem.dispose();
      if (!isReturned) problem.value.dispose();
    }
    return isReturned ? problem.value : null;
  }
}
