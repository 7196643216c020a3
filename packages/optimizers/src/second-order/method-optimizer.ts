import type { Settings } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import { ClosureRuns } from '../gradients/closure-runs.js';
import { checkGradientSource, type GradientSource } from '../gradients/gradient-source.js';
import { reverseMode } from '../gradients/reverse-mode.js';
import { checkReadsAtOnce } from '../linear-algebra/check-reads-at-once.js';
import { Adapter } from '../optimizer/adapter.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import { mapValues } from '../rule/map-values.js';
import { inFloat32 } from '../rule/scalars.js';
import type { SavedScalars } from '../state/saved-scalars.js';
import { fromConfig, toConfig } from '../state/serialization.js';
import type { NamedTensor } from '../state/variable-state.js';
import type { JointState, Report, StepContext, StepResult, StepwiseMethod } from './method.js';

/** A tf.Optimizer around a method that decides itself where the loss is measured, so that gradients alone will not do. */
export abstract class MethodOptimizer<
  H extends Hyperparameters = Hyperparameters,
  S extends JointState = JointState,
> extends Adapter {
  /** How the last step ended; undefined before the first. */
  report?: Report;
  protected readonly runs = new ClosureRuns();
  private readonly joint?: S;
  private readonly gradient: GradientSource;

  constructor(
    readonly method: StepwiseMethod<H, S>,
    given: Readonly<Record<string, unknown>>,
  ) {
    super(method, withoutGroups(method.name, given), { own: method.takesGradient ? ['gradient'] : [] });
    const { gradient = reverseMode } = given;
    checkGradientSource(`${method.name}: gradient`, gradient);
    this.gradient = gradient;
    this.joint = method.jointState?.();
  }

  override minimize(loss: () => tf.Scalar, returnCost = false, variables?: tf.Variable[]): tf.Scalar | null {
    this.begin();
    const { value, ...result } = this.method.stepOfLoss!(this.runs.of(loss), variables, this.context());
    this.finish(result);
    if (returnCost) return value;
    value.dispose();
    return null;
  }

  override applyGradients(): void {
    const { name } = this.method;
    throw new Error(`${name} measures gradients along its line search, so it cannot be given any; call minimize.`);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { method, options, gradient, frozen } = this;
    return toConfig({
      owner: method.name,
      options,
      gradient: method.takesGradient ? gradient : undefined,
      frozen: frozen.given,
    });
  }

  /** @nocollapse */
  static override fromConfig<T extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new (Class as unknown as new (options: object) => T)(fromConfig(config));
  }

  override dispose(): void {
    super.dispose();
    this.joint?.dispose();
    this.runs.dispose();
  }

  /** What a step begins with. */
  protected begin(): void {
    checkReadsAtOnce(this.method.name);
    this.frozen.warnOfStrangers();
    this.forgetGone();
  }

  protected context(): StepContext<H, S> {
    const { frozen, slots, gradient, kept = {} } = this;
    return {
      settings: this.settings() as Settings<H>,
      step: this.iterations + 1,
      kept,
      slots,
      joint: this.joint as S,
      gradient,
      isFrozen: (variable) => frozen.has(variable),
    };
  }

  /** Global state is kept as it is saved, so that a loaded optimizer goes on from the same numbers. */
  protected finish({ report, kept }: StepResult): void {
    this.report = report;
    if (kept) this.kept = mapValues(kept, inFloat32);
    this.incrementIterations();
  }

  protected override exportState(saved: SavedScalars): NamedTensor[] {
    return [...(this.joint?.export(saved) ?? []), ...super.exportState(saved)];
  }

  protected override async importState(saved: readonly NamedTensor[], iterations: number): Promise<void> {
    if (this.joint) await this.joint.import(saved);
    else await super.importState(saved, iterations);
  }
}

function withoutGroups<Options extends Readonly<Record<string, unknown>>>(name: string, given: Options): Options {
  if (given?.groups === undefined) return given;
  throw new Error(`${name} has no groups: its step is one for all variables. Freeze those that are to stay.`);
}
